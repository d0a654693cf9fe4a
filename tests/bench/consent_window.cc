// From the moment at which the service wants to ask to a question that stands on the screen:
// started for it (cold), or started before, when the operator had proven her key (ready). On a
// display of its own with Xfce's window manager.
//
//   consent_window_bench [TIMES]     prints median and p95 of both, in milliseconds
//
// tests/bench/consent_window.py runs it on a quarter of a core.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "tests/unit/dialog/desktop.h"
#include "tests/unit/dialog/dialog_process.h"

namespace {

using namespace maintendue::testing;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr int kWhite = 0xffffff;

// Its card is white where it begins, below its head; before, the screen is not.
bool drawn(const Desktop& desktop, ::Window window) {
  const Desktop::Place at = desktop.place(window);
  return desktop.colour(at.x + at.width / 2, at.y + at.height - 12) == kWhite;
}

double in_ms(steady_clock::duration time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

// Started for the question, or before it.
double once(Desktop& desktop, bool ready) {
  const pc::ServiceToDialog asks = question(maintendue::v1::SCOPE_VIEW);
  std::optional<DialogProcess> dialog;
  steady_clock::time_point begun = steady_clock::now();
  if (ready) {
    dialog.emplace(maintendue::Bytes());
    (void)dialog->next(2s);  // it says nothing: by then the toolkit is there
    begun = steady_clock::now();
    dialog->tell(asks);
  } else {
    dialog.emplace(asks);
  }
  if (!dialog->until_shown()) std::exit(1);
  const ::Window window = desktop.window("maintendue-question");
  while (!drawn(desktop, window)) {
  }
  return in_ms(steady_clock::now() - begun);
}

void tell(const char* what, std::vector<double> times) {
  std::ranges::sort(times);
  const auto at = [&](double part) {
    return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))];
  };
  std::printf("%-6s median %6.1f ms   p95 %6.1f ms\n", what, at(0.5), at(0.95));
}

}  // namespace

int main(int argc, char** argv) {
  const int times = argc > 1 ? std::atoi(argv[1]) : 20;
  Desktop desktop;
  (void)once(desktop, false);  // the disk's part is not ours
  std::vector<double> cold, ready;
  for (int n = 0; n < times; ++n) {
    cold.push_back(once(desktop, false));
    ready.push_back(once(desktop, true));
  }
  tell("cold", cold);
  tell("ready", ready);
}
