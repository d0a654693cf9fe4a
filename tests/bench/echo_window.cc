// The echoing window as a program, for benchmarks that type from elsewhere. Prints READY; ends with
// SIGTERM.
#include <signal.h>

#include <cstdio>
#include <cstdlib>
#include <exception>

#include "tests/bench/echo.h"

int main() {
  sigset_t end;
  sigemptyset(&end);
  sigaddset(&end, SIGTERM);
  sigprocmask(SIG_BLOCK, &end, nullptr);
  try {
    const char* display = std::getenv("DISPLAY");
    const maintendue::bench::Echo echo(display ? display : "");
    std::puts("READY");
    std::fflush(stdout);
    int number = 0;
    return sigwait(&end, &number);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "echo_window: %s\n", error.what());
    return 1;
  }
}
