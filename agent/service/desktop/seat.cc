#include "agent/service/desktop/seat.h"

#include <unistd.h>

#include <charconv>
#include <fstream>
#include <string>

namespace maintendue::agent {
namespace {

constexpr uid_t kFirstOrdinary = 1000, kLastOrdinary = 59999;
constexpr std::string_view kActive = "ACTIVE_UID=";

bool is_ordinary(uid_t user) { return user >= kFirstOrdinary && user <= kLastOrdinary; }

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
  std::error_code error;
  const bool told = std::filesystem::exists(folder_ / "seat0", error);
  if (told) return is_ordinary(user) && active_user() == user;
  return is_ordinary(user) || user == ::geteuid();
}

std::optional<uid_t> Seat::person() const {
  const std::optional<uid_t> user = active_user();
  return user && is_ordinary(*user) ? user : std::nullopt;
}

}  // namespace maintendue::agent
