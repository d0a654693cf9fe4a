#include "console/browser_window.h"

#include <signal.h>
#include <spawn.h>
#include <unistd.h>

namespace maintendue::console {

bool open_in_browser(const std::string& address) {
  std::string program = "xdg-open";
  std::string argument = address;
  char* const words[] = {program.data(), argument.data(), nullptr};
  // What we ignore, a shell script must not.
  sigset_t usual;
  sigemptyset(&usual);
  sigaddset(&usual, SIGCHLD);
  sigaddset(&usual, SIGPIPE);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigdefault(&attributes, &usual);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  pid_t child = 0;
  const int error = ::posix_spawnp(&child, program.c_str(), nullptr, &attributes, words, environ);
  posix_spawnattr_destroy(&attributes);
  return error == 0;
}

}  // namespace maintendue::console
