#include "base/private_memory.h"

#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <cassert>

namespace maintendue {

// Both: a pipe that collects core files does not ask the limit, and a child starts with the limit
// only.
void keep_memory_private() {
  const rlimit none{0, 0};
  const int limited = ::setrlimit(RLIMIT_CORE, &none);
  const int closed = ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  assert(limited == 0 && closed == 0);
}

void wipe(std::string& secret) {
  ::explicit_bzero(secret.data(), secret.capacity());  // what it held before it was cut, too
  secret.clear();
}

}  // namespace maintendue
