// What the relay is told of a session, as it happens. The PC is the authority on what its family
// allowed.
#pragma once

#include <functional>
#include <variant>

#include "base/bytes.h"
#include "base/ids.h"
#include "lease/scope.h"
#include "maintendue/v1/session_log.pb.h"

namespace maintendue::agent {

struct Asked {
  lease::Scope scope;
};
struct Answered {
  lease::Scope scope;
  v1::ConsentAnswer answer;
  // For the signed log alone: what the window said, in which language, and what answered it.
  Bytes text_hash{};
  std::string language{};
  v1::AnswerDevice device = v1::ANSWER_DEVICE_UNSPECIFIED;
};
struct Allowed {
  lease::Scope scope;
};
struct Ended {
  v1::EndReason why;
};
// Of the log alone, like Checked: who sits at the monitor is not who did.
struct PersonChanged {
  v1::LogPerson now;
};
// What the banner asked, and what came of it.
struct Checked {
  v1::LogChecked::What what;
  v1::ConsentAnswer answer;
};

// What the log says of a restart of the PC, and of the operator's coming back. For the log alone.
struct Restarting {
  v1::LogRestart::What what;
  v1::ConsentAnswer answer = v1::CONSENT_ANSWER_UNSPECIFIED;  // with the next, as in Answered
  Bytes text_hash{};
  std::string language{};
  v1::AnswerDevice device = v1::ANSWER_DEVICE_UNSPECIFIED;
};

// The operator made sure, or tried to, that this is the family's own PC. For the signed log alone.
struct Verified {
  bool right;
};

using News =
    std::variant<Asked, Answered, Allowed, Verified, Ended, PersonChanged, Checked, Restarting>;
using TellNews = std::function<void(SessionId, News)>;

}  // namespace maintendue::agent
