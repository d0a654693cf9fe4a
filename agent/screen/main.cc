// maintendue-screen: started by the tray for one session, with RFB bytes on descriptor 3 and the
// service's orders on descriptor 4. Exit codes: screen::Ending.
#include <fcntl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>

#include <csignal>
#include <iostream>

#include "agent/screen/screen.h"
#include "base/log.h"
#include "base/parent.h"
#include "base/private_memory.h"

namespace {

constexpr int kViewer = 3;
constexpr int kService = 4;

bool is_stream_socket(int descriptor) {
  int type = 0;
  socklen_t size = sizeof type;
  return ::getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_STREAM;
}

// SIGTERM as something to read. Before the first thread: all of them inherit that it is blocked.
int terminations() {
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, SIGTERM);
  ::sigprocmask(SIG_BLOCK, &one, nullptr);
  return ::signalfd(-1, &one, SFD_CLOEXEC | SFD_NONBLOCK);
}

}  // namespace

int main(int argc, char**) {
  using maintendue::screen::Ending;
  maintendue::keep_memory_private();
  if (argc != 1 || !is_stream_socket(kViewer) || !is_stream_socket(kService)) {
    std::cerr
        << "maintendue-screen is started by maintendue-tray when the family lets somebody see "
           "the screen. It has no use of its own.\n";
    return static_cast<int>(Ending::Usage);
  }
  // However it is told to end, every key is released first: a signal that acts would leave them
  // pressed.
  for (const int signal : {SIGPIPE, SIGINT, SIGHUP}) std::signal(signal, SIG_IGN);
  const int told_to_go = terminations();
  if (!maintendue::follow_parent(SIGTERM)) return static_cast<int>(Ending::Over);
  for (const int descriptor : {kViewer, kService}) ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  maintendue::log::start("maintendue-screen");
  return static_cast<int>(maintendue::screen::show_screen(kViewer, kService, told_to_go));
}
