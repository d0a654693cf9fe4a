// maintendue-dialog as the service sees it: a process at the other end of a line.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

#include "local/frames.h"
#include "maintendue/local/v1/dialog.pb.h"
#include "tests/unit/dialog/desktop.h"

namespace maintendue::testing {

namespace pc = maintendue::local::v1;

class DialogProcess {
 public:
  // Started, with that as its first bytes.
  explicit DialogProcess(const pc::ServiceToDialog& first);
  explicit DialogProcess(const Bytes& raw);
  ~DialogProcess();
  DialogProcess(const DialogProcess&) = delete;
  DialogProcess& operator=(const DialogProcess&) = delete;

  void tell(const pc::ServiceToDialog& message);
  void hang_up();
  // A PC that is too busy to get round to it, and one that is not any more.
  void stand_still() const;
  void go_on() const;
  // The next message; nothing when the window left, or said nothing for as long as we have
  // patience.
  std::optional<pc::DialogToService> next(std::chrono::milliseconds patience = kPatience);
  // One that has come already.
  std::optional<pc::DialogToService> at_hand();
  // The first of its kind, past everything else; nothing when patience runs out.
  bool until_shown();
  std::optional<pc::Reply> reply(std::chrono::milliseconds patience = kPatience);
  std::optional<pc::Pressed> pressed();
  // Waits for its end.
  int exit_code();

 private:
  void start(const Bytes& raw);
  std::optional<pc::DialogToService> first_of(
      pc::DialogToService::SayCase kind, std::chrono::milliseconds patience = kPatience
  );
  bool take_in(int wait_ms);

  int line_ = -1;
  pid_t child_ = -1;
  local::MessageReader reader_;
};

// What families see in tests; names are invented.
pc::ServiceToDialog question(v1::Scope scope, const std::string& language = "fr");
pc::ServiceToDialog banner(v1::Scope scope, const std::string& language = "fr");
pc::ServiceToDialog notice(v1::EndReason reason);
const Bytes& secret();

}  // namespace maintendue::testing
