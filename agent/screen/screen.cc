#include "agent/screen/screen.h"

#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cassert>
#include <latch>
#include <thread>

#include "agent/screen/confinement.h"
#include "agent/screen/mailbox.h"
#include "agent/screen/rfb_filter.h"
#include "agent/screen/rfb_loop.h"
#include "agent/screen/x11_desk.h"

namespace maintendue::screen {
namespace {

// It names itself: to name another one is to write a file.
template <class Run>
std::thread named_thread(const char* name, Run run) {
  return std::thread([name, run = std::move(run)] {
    ::pthread_setname_np(::pthread_self(), name);
    run();
  });
}

}  // namespace

Ending show_screen(int viewer, int service, int told_to_go) {
  int between[2];
  const int made = ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, between);
  assert(made == 0);
  // Before the library looks: it would wait 100 ms for a first word to tell WebSockets from RFB.
  const BytesView greeting = RfbFilter::greeting();
  (void)!::write(between[0], greeting.data(), greeting.size());  // 14 bytes into an empty socket

  Mailbox<ToRfb> to_rfb;
  Mailbox<ToFilter> to_filter;
  Ending ending = Ending::Over;
  // Both threads are there and the display is open before the program is confined; nothing that the
  // viewer says is read before.
  std::latch standing(1), confined(1);
  std::thread filter = named_thread("filter", [&] {
    standing.count_down();
    confined.wait();
    ending = FilterLoop(viewer, service, told_to_go, between[0], to_rfb, to_filter).run();
    ::close(between[0]);  // a write of the other thread that waits for us fails now
  });
  std::thread rfb = named_thread("rfb", [&] {
    std::unique_ptr<Desk> desk = open_x11_desk();
    standing.wait();
    confine();
    confined.count_down();
    RfbLoop(between[1], to_rfb, to_filter).run(std::move(desk));
  });
  filter.join();
  rfb.join();
  return ending;
}

}  // namespace maintendue::screen
