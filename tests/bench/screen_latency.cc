// Key press to changed pixel without a browser: maintendue-screen, x11vnc and TigerVNC's
// x0vncserver on one display, one after the other, in the same run. A receiver window turns black
// or white at each key.
//
//   screen_latency_bench [KEYS]      prints one line a server: first picture, bytes, median and p95
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "tests/bench/echo.h"
#include "tests/support/rfb_client.h"
#include "tests/unit/screen/screen_program.h"
#include "tests/unit/screen/x_server.h"

namespace {

using namespace maintendue::test;
using std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

const std::vector<std::int32_t> kWhatABrowserAsks{
    1, kTight, kZrle, kRaw, kQuality6, kCompression2, kDesktopSize, kLastRect, kShape
};

// A picture with text, flat parts and a noisy photograph, so that encoders have something to do.
void furnish(XServer& x) {
  x.fill(0, 0, 1366, 768, 0x2f4f6f);
  for (int i = 0; i < 12; ++i) x.fill(40 + 20 * i, 60 + 18 * i, 300, 200, 0x101010 * (15 - i));
  const Window photo = x.fill(800, 60, 480, 320, 0x808080);
  GC gc = XCreateGC(x.display(), photo, 0, nullptr);
  for (int row = 0; row < 320; ++row) {
    for (int column = 0; column < 480; column += 4) {
      const int noise = std::rand() & 31;
      XSetForeground(
          x.display(), gc, (row / 2 + noise) << 16 | (column / 3 + noise) << 8 | noise * 4
      );
      XDrawLine(x.display(), photo, gc, column, row, column + 3, row);
    }
  }
  const Window page = x.fill(100, 420, 480, 320, 0xffffff);
  XSetForeground(x.display(), gc, 0);
  for (int line = 0; line < 20; ++line) {
    const char* text = "Les familles et leurs ordinateurs: une page de texte ordinaire.";
    XDrawString(x.display(), page, gc, 8, 16 + 15 * line, text, 60);
  }
  XFreeGC(x.display(), gc);
  XSync(x.display(), False);
}

void measure(const char* name, RfbClient& viewer, steady_clock::time_point start, int keys) {
  viewer.handshake();
  viewer.set_encodings(kWhatABrowserAsks);
  viewer.whole_picture();
  const Milliseconds first = steady_clock::now() - start;
  const auto bytes = viewer.bytes();
  std::vector<double> times;
  for (int i = 0; i < keys; ++i) {
    // A quiet screen before each key, at no fixed beat.
    ::poll(nullptr, 0, 40 + std::rand() % 30);
    viewer.painted.clear();
    viewer.request(true);
    const auto pressed = steady_clock::now();
    viewer.type('a');
    viewer.read_until([&] {
      const bool seen = std::ranges::any_of(viewer.painted, [](const Painted& r) {
        return r.x < 660 && r.x + r.width > 660 && r.y < 360 && r.y + r.height > 360;
      });
      if (!seen) viewer.request(true);
      return seen;
    });
    times.push_back(Milliseconds(steady_clock::now() - pressed).count());
  }
  std::ranges::sort(times);
  std::printf(
      "%-18s first picture %6.1f ms %4llu KiB   key to pixel: median %5.2f ms, p95 %5.2f ms\n",
      name, first.count(), static_cast<unsigned long long>(bytes / 1024), times[times.size() / 2],
      times[times.size() * 95 / 100]
  );
  std::fflush(stdout);
}

// Whether somebody listens; without connecting, which some servers take for their one viewer.
bool listens(int port) {
  char wanted[16];
  std::snprintf(wanted, sizeof wanted, ":%04X", port);
  for (const char* table : {"/proc/net/tcp", "/proc/net/tcp6"}) {
    std::ifstream lines(table);
    for (std::string line; std::getline(lines, line);) {
      if (line.find(wanted) < 45 && line.find(" 0A ") != std::string::npos) return true;
    }
  }
  return false;
}

int connect_to(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("no connection");
  }
  const int one = 1;
  ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return descriptor;
}

// A server that listens: its start-up is not counted, the viewer's connection is.
void measure_peer(const char* name, std::vector<std::string> command, int port, int keys) {
  std::vector<char*> words;
  for (std::string& word : command) words.push_back(word.data());
  words.push_back(nullptr);
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0);
  pid_t process = -1;
  if (posix_spawnp(&process, words[0], &quiet, nullptr, words.data(), environ) != 0) {
    std::printf("%-18s not installed\n", name);
    return;
  }
  eventually([&] { return listens(port); });
  ::poll(nullptr, 0, 1000);
  const auto start = steady_clock::now();
  const int descriptor = connect_to(port);
  try {
    RfbClient viewer(descriptor);
    measure(name, viewer, start, keys);
  } catch (const std::exception& error) {
    std::printf("%-18s %s\n", name, error.what());
  }
  ::close(descriptor);
  ::kill(process, SIGKILL);  // x11vnc may take its time otherwise
  ::waitpid(process, nullptr, 0);
}

}  // namespace

int main(int argc, char** argv) {
  const int keys = argc > 1 ? std::atoi(argv[1]) : 100;
  XServer x = XServer::virtual_one();
  x.set_layout("fr");
  furnish(x);
  maintendue::bench::Echo echo(x.name());
  for (int round = 0; round < 2; ++round) {
    {
      const auto start = steady_clock::now();  // counts the program's start too
      ScreenProgram program(x.name());
      program.order(maintendue::lease::Scope::Control);
      measure("maintendue-screen", program.viewer(), start, keys);
    }
    measure_peer(
        "x11vnc",
        {"x11vnc", "-display", x.name(), "-rfbport", "5977", "-localhost", "-shared", "-forever",
         "-nopw", "-quiet", "-noipv6"},
        5977, keys
    );
    measure_peer(
        "x0vncserver",
        {"x0tigervncserver", "-display", x.name(), "-rfbport", "5978", "-localhost",
         "-SecurityTypes", "None"},
        5978, keys
    );
  }
}
