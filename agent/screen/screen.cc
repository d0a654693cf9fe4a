#include "agent/screen/screen.h"

#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cassert>
#include <thread>

#include "agent/screen/mailbox.h"
#include "agent/screen/rfb_filter.h"
#include "agent/screen/rfb_loop.h"
#include "agent/screen/x11_desk.h"

namespace maintendue::screen {
namespace {

template <class Run>
std::thread named_thread(const char* name, Run run) {
  std::thread thread(std::move(run));
  ::pthread_setname_np(thread.native_handle(), name);
  return thread;
}

}  // namespace

Ending show_screen(int viewer, int service) {
  int between[2];
  const int made = ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, between);
  assert(made == 0);
  // Before the library looks: it would wait 100 ms for a first word to tell WebSockets from RFB.
  const BytesView greeting = RfbFilter::greeting();
  (void)!::write(between[0], greeting.data(), greeting.size());  // 14 bytes into an empty socket

  Mailbox<ToRfb> to_rfb;
  Mailbox<ToFilter> to_filter;
  Ending ending = Ending::Over;
  std::thread rfb =
      named_thread("rfb", [&] { RfbLoop(between[1], to_rfb, to_filter).run(open_x11_desk()); });
  std::thread filter = named_thread("filter", [&] {
    ending = FilterLoop(viewer, service, between[0], to_rfb, to_filter).run();
    ::close(between[0]);  // a write of the other thread that waits for us fails now
  });
  filter.join();
  rfb.join();
  return ending;
}

}  // namespace maintendue::screen
