// Whose desktop the monitor shows: only that user's tray may speak for the family.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>

namespace maintendue::agent {

// systemd-logind's word, read anew each time (sd_seat_get_active(3) reads the same file).
class Seat {
 public:
  explicit Seat(std::filesystem::path folder = "/run/systemd/seats") : folder_(std::move(folder)) {}

  // Whether that user may be the family: an ordinary one (Debian policy 9.2.2: 1000 to 59999), and
  // the one at the monitor where logind tells who that is; nobody while what it tells can't be
  // read, or systemd started the PC (sd_booted(3)) and logind has told nothing yet. Where no logind
  // runs, any ordinary one, and ourselves.
  bool may_be_family(uid_t user) const;
  // The ordinary user at the monitor; nothing where nobody is logged in there, or no logind tells.
  std::optional<uid_t> person() const;
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::optional<uid_t> active_user() const;

  const std::filesystem::path folder_;
};

}  // namespace maintendue::agent
