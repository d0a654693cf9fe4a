// maintendue-relay: from the command line to an exit code.
#include <sys/resource.h>

#include "relay/relay.h"

namespace {

using namespace maintendue;

// One descriptor a connection: the shell's usual 1024 would be a few hundred families.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  (void)setrlimit(RLIMIT_NOFILE, &limit);  // what we have is better than nothing
}

}  // namespace

int main(int argc, char** argv) {
  raise_descriptor_limit();
  return server::serve<relay::Relay>("maintendue-relay", {argv + 1, argv + argc});
}
