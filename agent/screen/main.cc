// maintendue-screen: started by the tray for one session, with RFB bytes on descriptor 3 and the
// service's orders on descriptor 4. Exit codes: screen::Ending.
#include <fcntl.h>
#include <sys/socket.h>

#include <csignal>
#include <iostream>

#include "agent/screen/screen.h"
#include "base/log.h"

namespace {

constexpr int kViewer = 3;
constexpr int kService = 4;

bool is_stream_socket(int descriptor) {
  int type = 0;
  socklen_t size = sizeof type;
  return ::getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_STREAM;
}

}  // namespace

int main(int argc, char**) {
  using maintendue::screen::Ending;
  if (argc != 1 || !is_stream_socket(kViewer) || !is_stream_socket(kService)) {
    std::cerr
        << "maintendue-screen is started by maintendue-tray when the family lets somebody see "
           "the screen. It has no use of its own.\n";
    return static_cast<int>(Ending::Usage);
  }
  // It ends when its descriptors close, with every key released: a signal would leave them pressed.
  for (const int signal : {SIGPIPE, SIGTERM, SIGINT, SIGHUP}) std::signal(signal, SIG_IGN);
  for (const int descriptor : {kViewer, kService}) ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  maintendue::log::start("maintendue-screen");
  return static_cast<int>(maintendue::screen::show_screen(kViewer, kService));
}
