// What was said at this PC for good: no more help, or that it is no longer theirs (farewell.proto).
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "agent/service/state/machine_state.h"
#include "maintendue/v1/farewell.pb.h"
#include "wire/timeline.h"

namespace maintendue::agent {

// On the disk for as long as it says something; a file that is there and can't be read stands for
// "no more help". When the disk takes it not, it holds until this process ends, and the disk is
// tried again by try_again(), and whenever the relay is told. Lives on `main`.
class Farewells {
 public:
  // With what lies in `folder`. The timeline outlives it.
  Farewells(
      const wire::Timeline& timeline,
      std::shared_ptr<const MachineState> machine,
      std::filesystem::path folder
  );

  // Whether somebody may be let in, or asked anything.
  bool help_wanted() const { return said_.farewell() == v1::FAREWELL_UNSPECIFIED; }
  const v1::FarewellSaid& said() const { return said_; }
  bool on_disk() const { return on_disk_; }

  // Said, or taken back (unspecified).
  void say(v1::Farewell farewell);
  void try_again();

  // For the relay: as it stands, in the hello of a link; and once more when it is another since.
  v1::FarewellSaid for_hello();
  std::optional<v1::FarewellSaid> to_say();

 private:
  void load();
  void keep();

  const wire::Timeline& timeline_;
  const std::shared_ptr<const MachineState> machine_;
  const std::filesystem::path file_;  // fixed after construction
  v1::FarewellSaid said_;
  bool on_disk_ = true;  // said_ as it is
  bool untold_ = false;
};

}  // namespace maintendue::agent
