// The family's request for help as this PC has it: from the press of a picture until its end was
// seen (help.proto).
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "agent/service/state/known_roster.h"
#include "help/answer.h"
#include "maintendue/local/v1/dialog.pb.h"
#include "maintendue/local/v1/kept.pb.h"
#include "wire/timeline.h"

namespace maintendue::agent {

// One request at a time, on the disk after each change. When the disk takes it not, the window does
// not call it kept; the relay is told all the same, and the disk is tried again at each press, and
// whenever the relay is told. No other I/O. Lives on `main`.
class HelpCalls {
 public:
  // What the relay does not keep, it is told again so much later.
  static constexpr std::chrono::hours kTooMany{1};

  // With what lies in `folder`. Timeline and roster outlive it.
  HelpCalls(
      const wire::Timeline& timeline,
      std::shared_ptr<const MachineState> machine,
      const KnownRoster& roster,
      std::filesystem::path folder
  );

  // The family's. Each tells whether something changed; about nothing that is open, wish, cancel
  // and speak do nothing. `language` is what the windows speak, taken for "fr" when it is no tag of
  // two or three letters.
  bool press(v1::HelpTopic topic, const std::string& language);
  bool wish(v1::CallBack when);
  bool cancel();
  bool speak(const std::string& language);
  // Whoever closed the window had its end in it: it is forgotten as soon as the relay knows it too.
  void end_seen();

  // A new link stands, which was told nothing yet.
  void link_stands() {
    said_ = 0;
    caught_up_ = false;
  }
  // What was over may be open again: whoever ended it has left.
  void roster_changed() { said_ = 0; }
  // What is to be said on it now, once: what the relay is not known to keep; and whatever is open,
  // once a link and a roster, so that the answer is learnt.
  std::optional<v1::HelpRequest> to_say();
  // When to_say() has something by the clock alone.
  std::optional<SteadyTime> due() const;
  // The relay's. Whether something changed.
  bool told(const v1::HelpNews& news);

  // What the window shows; nothing once it was cancelled and seen so, and nothing while neither the
  // disk nor the relay has it.
  std::optional<local::v1::HelpStanding> standing() const;

 private:
  bool open() const;    // somebody may still have to see to it
  bool wanted() const;  // to be said, but for the clock
  // The kept answer, when it still counts.
  std::optional<help::Answer> answer() const;
  bool take_answer(const Bytes& signed_answer);
  void change();
  void keep();
  void forget_if_over();
  WallTime now() const;

  const wire::Timeline& timeline_;
  const std::shared_ptr<const MachineState> machine_;
  const KnownRoster& roster_;
  const std::filesystem::path folder_;       // fixed after construction
  std::optional<local::v1::KeptHelp> kept_;  // nothing: there is no request
  bool on_disk_ = true;                      // kept_ as it is
  bool end_seen_ = false;
  std::uint32_t said_ = 0;            // the revision last said on this link
  bool caught_up_ = false;            // on this link, with a relay that kept more than we had said
  std::optional<SteadyTime> resume_;  // nothing is said before: the relay had too many
};

}  // namespace maintendue::agent
