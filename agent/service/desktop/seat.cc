#include "agent/service/desktop/seat.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <fstream>
#include <string>

namespace maintendue::agent {
namespace {

constexpr uid_t kFirstOrdinary = 1000, kLastOrdinary = 59999;
constexpr std::string_view kActive = "ACTIVE_UID=";

bool is_ordinary(uid_t user) { return user >= kFirstOrdinary && user <= kLastOrdinary; }

// Certainly: a path that can't be looked at may be there.
bool is_absent(const std::filesystem::path& path) {
  struct stat unused{};
  return ::stat(path.c_str(), &unused) != 0 && errno == ENOENT;
}

}  // namespace

std::optional<uid_t> Seat::active_user() const {
  std::ifstream seat(folder_ / "seat0");
  for (std::string line; std::getline(seat, line);) {
    if (!line.starts_with(kActive)) continue;
    uid_t user = 0;
    const char* end = line.data() + line.size();
    const auto [stop, error] = std::from_chars(line.data() + kActive.size(), end, user);
    if (error == std::errc{} && stop == end) return user;
  }
  return std::nullopt;
}

bool Seat::may_be_family(uid_t user) const {
  const bool logind_tells =
      !is_absent(folder_ / "seat0") || !is_absent(folder_.parent_path() / "system");
  if (logind_tells) return is_ordinary(user) && active_user() == user;
  return is_ordinary(user) || user == ::geteuid();
}

std::optional<uid_t> Seat::person() const {
  const std::optional<uid_t> user = active_user();
  return user && is_ordinary(*user) ? user : std::nullopt;
}

}  // namespace maintendue::agent
