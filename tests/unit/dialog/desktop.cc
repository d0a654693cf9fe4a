#include "tests/unit/dialog/desktop.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string_view>

namespace maintendue::testing {
namespace {

using Clock = std::chrono::steady_clock;

constexpr unsigned long kBetweenTurns = 100;  // ms, waited by the X server

pid_t start(const std::string& command, int keep = -1) {
  const pid_t child = fork();
  if (child != 0) return child;
  if (keep >= 0) fcntl(keep, F_SETFD, 0);
  const int nowhere = open("/dev/null", O_RDWR);
  dup2(nowhere, STDOUT_FILENO);
  dup2(nowhere, STDERR_FILENO);
  execl("/bin/sh", "sh", "-c", ("exec " + command).c_str(), nullptr);
  _exit(127);
}

void stop(pid_t child, int signal) {
  if (child <= 0) return;
  kill(child, signal);
  waitpid(child, nullptr, 0);
}

// What the server writes once it takes connections: the number of its display.
std::string read_number(int from) {
  std::string number;
  char digit = 0;
  while (read(from, &digit, 1) == 1 && digit != '\n') number += digit;
  return number;
}

// Windows come and go while tests look at them.
int ignore_errors(Display*, XErrorEvent*) { return 0; }

std::optional<std::string> class_name(Display* display, ::Window window) {
  XClassHint hint{};
  if (!XGetClassHint(display, window, &hint)) return std::nullopt;
  std::string name = hint.res_name ? hint.res_name : "";
  XFree(hint.res_name);
  XFree(hint.res_class);
  return name;
}

::Window find(Display* display, ::Window in, const std::string& wanted) {
  XWindowAttributes shown{};
  if (!XGetWindowAttributes(display, in, &shown) || shown.map_state != IsViewable) return kNoWindow;
  if (class_name(display, in) == wanted) return in;
  ::Window root = kNoWindow, parent = kNoWindow, *children = nullptr, found = kNoWindow;
  unsigned count = 0;
  if (!XQueryTree(display, in, &root, &parent, &children, &count)) return kNoWindow;
  for (unsigned i = 0; i < count && found == kNoWindow; ++i)
    found = find(display, children[i], wanted);
  if (children) XFree(children);
  return found;
}

}  // namespace

Desktop::Desktop(Manager manager, const std::string& size) {
  int ends[2];
  EXPECT_EQ(pipe2(ends, O_CLOEXEC), 0);
  const std::string number_to = std::to_string(ends[1]);
  server_ = start(
      "Xvfb -displayfd " + number_to + " -screen 0 " + size + "x24 -nolisten tcp -noreset -ac",
      ends[1]
  );
  close(ends[1]);
  name_ = ":" + read_number(ends[0]);
  close(ends[0]);
  setenv("DISPLAY", name_.c_str(), 1);
  display_ = XOpenDisplay(name_.c_str());
  EXPECT_NE(display_, nullptr) << "Xvfb did not start";
  XSetErrorHandler(ignore_errors);
  XSelectInput(display_, root(), SubstructureNotifyMask | PropertyChangeMask);
  if (manager == Manager::Xfwm4) start_manager("xfwm4 --compositor=off");
  if (manager == Manager::Compositing) start_manager("xfwm4 --compositor=on");
}

Desktop::~Desktop() {
  if (display_) XCloseDisplay(display_);
  stop(manager_, SIGKILL);  // one that is just starting may not hear anything softer
  stop(server_, SIGTERM);   // it removes its socket
}

void Desktop::start_manager(const std::string& command) {
  manager_ = start(command);
  const Atom ready = XInternAtom(display_, "_NET_SUPPORTING_WM_CHECK", False);
  const bool came = until([&] {
    int count = 0;
    Atom* all = XListProperties(display_, root(), &count);
    bool found = false;
    for (int i = 0; i < count; ++i) found = found || all[i] == ready;
    if (all) XFree(all);
    return found;
  });
  EXPECT_TRUE(came) << "xfwm4 did not start";
}

int Desktop::run(const std::string& command) const {
  int status = 0;
  waitpid(start(command), &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

::Window Desktop::window(const std::string& wanted) {
  ::Window found = kNoWindow;
  const bool came = until([&] { return (found = find(display_, root(), wanted)) != kNoWindow; });
  EXPECT_TRUE(came) << "no window " << wanted;
  return found;
}

Desktop::Place Desktop::place(::Window window) const {
  XWindowAttributes attributes{};
  XGetWindowAttributes(display_, window, &attributes);
  Place place{0, 0, attributes.width, attributes.height};
  ::Window child = kNoWindow;
  XTranslateCoordinates(display_, window, root(), 0, 0, &place.x, &place.y, &child);
  return place;
}

int Desktop::colour(int x, int y) const {
  XImage* image = XGetImage(display_, root(), x, y, 1, 1, AllPlanes, ZPixmap);
  const auto pixel = static_cast<int>(XGetPixel(image, 0, 0) & 0xffffff);
  XDestroyImage(image);
  return pixel;
}

std::chrono::milliseconds Desktop::idle() const {
  int first = 0, errors = 0, major = 0, minor = 0, count = 0;
  XSyncQueryExtension(display_, &first, &errors);
  XSyncInitialize(display_, &major, &minor);
  XSyncSystemCounter* counters = XSyncListSystemCounters(display_, &count);
  XSyncValue value{};
  for (int i = 0; i < count; ++i) {
    if (std::string_view(counters[i].name) == "IDLETIME") {
      XSyncQueryCounter(display_, counters[i].counter, &value);
    }
  }
  XSyncFreeSystemCounterList(counters);
  return std::chrono::milliseconds{XSyncValueLow32(value)};
}

bool Desktop::has_focus(::Window window) const {
  ::Window focus = kNoWindow;
  int revert = 0;
  XGetInputFocus(display_, &focus, &revert);
  while (focus > PointerRoot && focus != window) {  // toolkits focus a child of theirs
    ::Window root = kNoWindow, parent = kNoWindow, *children = nullptr;
    unsigned count = 0;
    if (!XQueryTree(display_, focus, &root, &parent, &children, &count)) return false;
    if (children) XFree(children);
    focus = parent;
  }
  return focus == window;
}

void Desktop::click(int x, int y) {
  XTestFakeMotionEvent(display_, -1, x, y, 0);
  XTestFakeButtonEvent(display_, 1, True, 0);
  XTestFakeButtonEvent(display_, 1, False, 0);
  XSync(display_, False);
}

// By the protocol with which window managers find out who hangs (EWMH, _NET_WM_PING).
void Desktop::until_taken_in(::Window window) {
  static long turn = 0;
  const long ours = ++turn;
  const Atom ping = XInternAtom(display_, "_NET_WM_PING", False);
  XEvent event{};
  event.xclient.type = ClientMessage;
  event.xclient.window = window;
  event.xclient.message_type = XInternAtom(display_, "WM_PROTOCOLS", False);
  event.xclient.format = 32;
  event.xclient.data.l[0] = static_cast<long>(ping);
  event.xclient.data.l[1] = ours;
  event.xclient.data.l[2] = static_cast<long>(window);
  XSendEvent(display_, window, False, NoEventMask, &event);
  XFlush(display_);
  bool answered = false;
  const bool came = until(
      [&] { return answered; },
      [&](const XEvent& heard) {
        const bool pong = heard.type == ClientMessage && heard.xclient.window == root() &&
                          static_cast<Atom>(heard.xclient.data.l[0]) == ping;
        answered = answered || (pong && heard.xclient.data.l[1] == ours);
      }
  );
  EXPECT_TRUE(came) << "a window that hangs";
}

void Desktop::drag(int x, int y, int to_x) {
  XTestFakeMotionEvent(display_, -1, x, y, 0);
  XTestFakeButtonEvent(display_, 1, True, 0);
  const int step = to_x > x ? 40 : -40;
  for (int at = x; (to_x - at) * step > 0; at += step) XTestFakeMotionEvent(display_, -1, at, y, 0);
  XTestFakeMotionEvent(display_, -1, to_x, y, 0);
  XTestFakeButtonEvent(display_, 1, False, 0);
  XSync(display_, False);
}

void Desktop::hold(int x, int y) {
  XTestFakeMotionEvent(display_, -1, x, y, 0);
  XTestFakeButtonEvent(display_, 1, True, 0);
  XSync(display_, False);
}

void Desktop::let_go() {
  XTestFakeButtonEvent(display_, 1, False, 0);
  XSync(display_, False);
}

void Desktop::key(unsigned code) {
  XTestFakeKeyEvent(display_, code, True, 0);
  XTestFakeKeyEvent(display_, code, False, 0);
  XSync(display_, False);
}

void Desktop::key_named(unsigned long symbol) { key(XKeysymToKeycode(display_, symbol)); }

void Desktop::turn_wheel(unsigned long held, int turns) {
  XTestFakeKeyEvent(display_, XKeysymToKeycode(display_, held), True, 0);
  for (int turn = 0; turn < turns; ++turn) {
    XTestFakeButtonEvent(display_, Button4, True, 0);
    XTestFakeButtonEvent(display_, Button4, False, kBetweenTurns);
    XSync(display_, False);
  }
  XTestFakeKeyEvent(display_, XKeysymToKeycode(display_, held), False, 0);
  XSync(display_, False);
}

void Desktop::chord(unsigned long first, unsigned long second, unsigned long third) {
  XTestFakeKeyEvent(display_, XKeysymToKeycode(display_, first), True, 0);
  XTestFakeKeyEvent(display_, XKeysymToKeycode(display_, second), True, 0);
  key_named(third);
  XTestFakeKeyEvent(display_, XKeysymToKeycode(display_, second), False, 0);
  XTestFakeKeyEvent(display_, XKeysymToKeycode(display_, first), False, 0);
  XSync(display_, False);
}

bool Desktop::until(
    const std::function<bool()>& done, std::function<void(const XEvent&)> on_event
) {
  const auto limit = Clock::now() + kPatience;
  for (;;) {
    while (XPending(display_) > 0) {
      XEvent event;
      XNextEvent(display_, &event);
      if (on_event) on_event(event);
    }
    if (done()) return true;
    if (Clock::now() >= limit) return false;
    pollfd wait{ConnectionNumber(display_), POLLIN, 0};
    poll(&wait, 1, 100);  // some conditions change without an X event
  }
}

}  // namespace maintendue::testing
