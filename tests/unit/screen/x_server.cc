#include "tests/unit/screen/x_server.h"

#include <X11/Xutil.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace maintendue::test {
namespace {

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> out;
  for (std::string& word : words) out.push_back(word.data());
  out.push_back(nullptr);
  return out;
}

// Starts `command` without its chatter; descriptor `keep` becomes its descriptor 5.
pid_t start(std::vector<std::string> command, int keep = -1, const std::string& display = "") {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  if (keep >= 0) posix_spawn_file_actions_adddup2(&files, keep, 5);
  posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
  std::vector<std::string> words;
  for (char** one = environ; *one != nullptr; ++one) {
    if (std::string_view(*one).substr(0, 8) != "DISPLAY=") words.emplace_back(*one);
  }
  if (!display.empty()) words.push_back("DISPLAY=" + display);
  pid_t process = -1;
  const int verdict = posix_spawnp(
      &process, command[0].c_str(), &files, nullptr, pointers(command).data(),
      pointers(words).data()
  );
  posix_spawn_file_actions_destroy(&files);
  if (verdict != 0) throw std::runtime_error("cannot start " + command[0]);
  return process;
}

// The number that an X server writes when it is ready.
std::string read_number(int descriptor) {
  std::string number;
  for (;;) {
    pollfd one{descriptor, POLLIN, 0};
    char c = 0;
    if (::poll(&one, 1, 20000) <= 0 || ::read(descriptor, &c, 1) != 1) {
      throw std::runtime_error("the X server did not start");
    }
    if (c == '\n') return number;
    number.push_back(c);
  }
}

constexpr const char* kDummy = R"(
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 65536
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5-1000
  VertRefresh 5-200
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "1280x1024" "1024x768" "800x600"
  EndSubSection
EndSection
Section "ServerFlags"
  Option "AutoAddDevices" "false"
EndSection
)";

}  // namespace

XServer XServer::virtual_one(const std::string& size) {
  return XServer(
      {"Xvfb", "-displayfd", "5", "-screen", "0", size, "-nolisten", "tcp", "-noreset", "-ac"},
      nullptr
  );
}

XServer XServer::resizable() {
  auto folder = std::make_unique<TempFolder>();
  const std::string configuration = folder->path() / "dummy.conf", log = folder->path() / "log";
  std::ofstream(configuration) << kDummy;
  return XServer(
      {"/usr/lib/xorg/Xorg", "-displayfd", "5", "-config", configuration, "-logfile", log,
       "-noreset", "-nolisten", "tcp", "-novtswitch", "-sharevts", "vt7", "-ac"},
      std::move(folder)
  );
}

XServer::XServer(std::vector<std::string> command, std::unique_ptr<TempFolder> folder)
    : folder_(std::move(folder)) {
  int ready[2];
  if (::pipe2(ready, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  process_ = start(std::move(command), ready[1]);
  ::close(ready[1]);
  try {
    name_ = ":" + read_number(ready[0]);
  } catch (...) {
    ::close(ready[0]);
    kill();
    throw;
  }
  ::close(ready[0]);
  display_ = XOpenDisplay(name_.c_str());
  if (display_ == nullptr) throw std::runtime_error("no connection to " + name_);
}

XServer::XServer(XServer&& other) noexcept
    : process_(std::exchange(other.process_, -1)),
      name_(std::move(other.name_)),
      folder_(std::move(other.folder_)),
      display_(std::exchange(other.display_, nullptr)) {}

XServer::~XServer() { kill(); }

void XServer::kill() {
  if (display_ != nullptr) XCloseDisplay(std::exchange(display_, nullptr));
  if (process_ <= 0) return;
  ::kill(process_, SIGKILL);
  ::waitpid(std::exchange(process_, -1), nullptr, 0);
  // What a killed server leaves behind would make its number look taken.
  if (name_.size() > 1) {
    ::unlink(("/tmp/.X" + name_.substr(1) + "-lock").c_str());
    ::unlink(("/tmp/.X11-unix/X" + name_.substr(1)).c_str());
  }
}

void XServer::set_layout(const std::string& layout, const std::string& variant) {
  std::vector<std::string> command{"setxkbmap", "-model", "pc105", "-layout", layout};
  command.insert(command.end(), {"-variant", variant});
  run(name_, command);
}

std::vector<std::uint32_t> XServer::picture(int width, int height) const {
  XImage* image = XGetImage(display_, root(), 0, 0, width, height, AllPlanes, ZPixmap);
  std::vector<std::uint32_t> out;
  for (int y = 0; y < image->height; ++y) {
    for (int x = 0; x < image->width; ++x) out.push_back(XGetPixel(image, x, y) & 0xffffff);
  }
  XDestroyImage(image);
  return out;
}

Window XServer::fill(int x, int y, int width, int height, unsigned long colour) {
  XSetWindowAttributes how{};
  how.override_redirect = True;
  how.background_pixel = colour;
  const Window window = XCreateWindow(
      display_, root(), x, y, width, height, 0, CopyFromParent, InputOutput, CopyFromParent,
      CWOverrideRedirect | CWBackPixel, &how
  );
  XMapRaised(display_, window);
  XSync(display_, False);
  return window;
}

std::vector<int> XServer::keys_down() const {
  char bits[32];
  XQueryKeymap(display_, bits);
  std::vector<int> out;
  for (int code = 0; code < 256; ++code) {
    if (bits[code / 8] >> code % 8 & 1) out.push_back(code);
  }
  return out;
}

unsigned XServer::buttons_down() const {
  Window root_window = 0, child = 0;
  int x = 0, y = 0;
  unsigned mask = 0;
  XQueryPointer(display_, root(), &root_window, &child, &x, &y, &x, &y, &mask);
  return mask >> 8 & 31;
}

void run(const std::string& display, const std::vector<std::string>& command) {
  int status = 0;
  const pid_t process = start(command, -1, display);
  if (::waitpid(process, &status, 0) != process || status != 0) {
    throw std::runtime_error(command[0] + " failed");
  }
}

bool eventually(const std::function<bool()>& done) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!done()) {
    if (std::chrono::steady_clock::now() > until) return false;
    ::poll(nullptr, 0, 2);
  }
  return true;
}

}  // namespace maintendue::test
