#include "agent/service/desktop/seat.h"

#include <unistd.h>

#include <charconv>
#include <fstream>
#include <string>

namespace maintendue::agent {
namespace {

constexpr uid_t kFirstOrdinary = 1000, kLastOrdinary = 59999;
constexpr std::string_view kActive = "ACTIVE_UID=";

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
  const bool ordinary = user >= kFirstOrdinary && user <= kLastOrdinary;
  std::error_code error;
  if (std::filesystem::exists(folder_ / "seat0", error)) return ordinary && active_user() == user;
  return ordinary || user == ::geteuid();
}

}  // namespace maintendue::agent
