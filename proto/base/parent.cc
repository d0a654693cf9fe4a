#include "base/parent.h"

#include <sys/prctl.h>
#include <unistd.h>

#include <cstdlib>

namespace maintendue {

bool follow_parent(int signal) {
  ::prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0);
  const char* started_by = std::getenv(kParentVariable);
  return started_by == nullptr || std::atoi(started_by) == ::getppid();
}

}  // namespace maintendue
