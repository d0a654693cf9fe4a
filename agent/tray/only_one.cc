#include "agent/tray/only_one.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <cstring>

namespace maintendue::tray {

std::string lock_path(std::string_view folder, std::string_view display) {
  std::string name = "maintendue-tray";
  for (const char c : display) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    name += plain ? c : '-';
  }
  return std::string(folder) + "/" + name + ".lock";
}

Result<Descriptor> take_lock(const std::string& path) {
  Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file) return fail(Errc::Internal, std::strerror(errno));
  if (::flock(file.get(), LOCK_EX | LOCK_NB) == 0) return file;
  return fail(errno == EWOULDBLOCK ? Errc::MachineBusy : Errc::Internal, std::strerror(errno));
}

}  // namespace maintendue::tray
