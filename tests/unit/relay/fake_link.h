// A machine's link that remembers what was said on it.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "relay/directory/link.h"

namespace maintendue::test {

class FakeLink final : public relay::Link {
 public:
  void offer(SessionId session, Bytes ticket, bool resumes) override {
    (resumes ? comebacks : offers).emplace_back(session, std::move(ticket));
  }
  void tell_roster(const Bytes& news) override { rosters.push_back(news); }
  void tell_help(const relay::HelpEntry& entry) override { help.push_back(entry); }
  void come_back_in(std::chrono::milliseconds time) override { back_in = time; }
  void end(Errc why) override { ended = why; }

  std::vector<std::pair<SessionId, Bytes>> offers;
  std::vector<Bytes> rosters;
  std::vector<relay::HelpEntry> help;
  std::vector<std::pair<SessionId, Bytes>> comebacks;  // to a session that was cut
  std::optional<std::chrono::milliseconds> back_in;
  std::optional<Errc> ended;
};

}  // namespace maintendue::test
