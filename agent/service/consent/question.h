// One question to the family, in a window of ours on its own screen.
#pragma once

#include <functional>
#include <string>

#include "agent/service/desktop/desktop.h"
#include "lease/lease.h"
#include "maintendue/v1/session_log.pb.h"
#include "wire/timeline.h"

namespace maintendue::agent {

struct Question {
  lease::Scope scope = lease::Scope::View;
  std::string operator_name;  // from the certificate the inner TLS proved
  std::string organisation;
  v1::CallKind call_kind = v1::CALL_KIND_UNSPECIFIED;
  WallTime until;          // when the permission would end
  std::string number;      // to be read aloud instead of an answer; empty: there is none
  Bytes photo = {};        // hers, as the roster names it; empty: there is none
  std::string phone = {};  // where a family in doubt calls; empty: nowhere
  bool restart = false;    // about a restart, and her coming back afterwards
};

struct Reply {
  v1::ConsentAnswer answer = v1::CONSENT_ANSWER_UNANSWERED;
  v1::AnswerDevice by = v1::ANSWER_DEVICE_UNSPECIFIED;
  Bytes text_hash;       // of what stood on the screen, as the window says
  std::string language;  // of that text
};

// An old PC may take its time to start a toolkit; one that shows no window after this never will.
constexpr std::chrono::seconds kToAppear{30};

// Opens the window, calls `on_shown` once it is on the screen (with a reply that has no answer yet,
// only the text that stands there), from then on waits at most `patience` for its answer, or for
// what comes of `otherwise` if that is sooner, closes the window. Only a reply that carries the
// secret of this very window counts. PeerGone when the window does not come up within kToAppear, or
// dies.
net::awaitable<Result<Reply>> ask_family(
    Desktop& desktop,
    wire::Timeline& timeline,
    Question question,
    std::chrono::milliseconds patience,
    std::function<void(const Reply&)> on_shown,
    net::awaitable<Result<Reply>> otherwise
);

}  // namespace maintendue::agent
