#include "tests/unit/screen/typing_window.h"

#include <X11/XKBlib.h>
#include <X11/Xutil.h>
#include <X11/keysym.h>
#include <poll.h>
#include <xkbcommon/xkbcommon.h>

#include <array>
#include <clocale>
#include <stdexcept>
#include <utility>

namespace maintendue::test {
namespace {

bool is_modifier(unsigned long keysym) { return IsModifierKey(keysym); }

}  // namespace

TypingWindow::TypingWindow(const XServer& server) : display_(XOpenDisplay(server.name().c_str())) {
  std::setlocale(LC_CTYPE, "C.UTF-8");
  XSetLocaleModifiers("@im=none");
  method_ = XOpenIM(display_, nullptr, nullptr, nullptr);
  if (method_ == nullptr) throw std::runtime_error("no input method");
  XSetWindowAttributes how{};
  how.override_redirect = True;
  how.event_mask = KeyPressMask | KeyReleaseMask | ExposureMask | FocusChangeMask;
  window_ = XCreateWindow(
      display_, DefaultRootWindow(display_), 0, 0, 200, 100, 0, CopyFromParent, InputOutput,
      CopyFromParent, CWOverrideRedirect | CWEventMask, &how
  );
  context_ = XCreateIC(
      method_, XNInputStyle, XIMPreeditNothing | XIMStatusNothing, XNClientWindow, window_, nullptr
  );
  XMapRaised(display_, window_);
  XSync(display_, False);
  XSetInputFocus(display_, window_, RevertToParent, CurrentTime);
  XSetICFocus(context_);
  XkbKeycodeToKeysym(display_, 38, 0, 0);  // reads the layout now and asks to hear of changes
  XSync(display_, False);
}

TypingWindow::~TypingWindow() {
  XDestroyIC(context_);
  XCloseIM(method_);
  XCloseDisplay(display_);
}

// False when none came for ten seconds.
bool TypingWindow::take_event() {
  if (XPending(display_) == 0) {
    pollfd one{ConnectionNumber(display_), POLLIN, 0};
    if (::poll(&one, 1, 10000) <= 0) return false;
    return true;
  }
  XEvent event;
  XNextEvent(display_, &event);
  if (event.type == MappingNotify) XRefreshKeyboardMapping(&event.xmapping);
  if (event.type == KeyPress) {
    KeySym keysym = 0;
    unsigned unused = 0;
    XkbLookupKeySym(display_, event.xkey.keycode, event.xkey.state, &unused, &keysym);
    if (!is_modifier(keysym)) pressed_.push_back({keysym, event.xkey.state, event.xkey.keycode});
  }
  if (XFilterEvent(&event, None) || event.type != KeyPress) return true;
  std::array<char, 64> bytes;
  KeySym keysym = 0;
  Status status = 0;
  const int count =
      Xutf8LookupString(context_, &event.xkey, bytes.data(), bytes.size(), &keysym, &status);
  if (status == XLookupChars || status == XLookupBoth) text_.append(bytes.data(), count);
  return true;
}

std::string TypingWindow::read(std::size_t count) {
  while (characters(text_) < count && take_event()) continue;
  return std::exchange(text_, {});
}

std::vector<Pressed> TypingWindow::read_keys(std::size_t count) {
  while (pressed_.size() < count && take_event()) continue;
  return std::exchange(pressed_, {});
}

void TypingWindow::lag(std::size_t count) {
  eventually([&] {
    XSync(display_, False);
    return static_cast<std::size_t>(XQLength(display_)) >= count;
  });
}

std::vector<std::uint32_t> keysyms(const std::string& utf8) {
  std::vector<std::uint32_t> out;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto first = static_cast<std::uint8_t>(utf8[i]);
    const int more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    std::uint32_t c = more == 0 ? first : first & (0x3f >> more);
    for (int k = 1; k <= more; ++k) c = c << 6 | (utf8[i + k] & 0x3f);
    out.push_back(xkb_utf32_to_keysym(c));
    i += more + 1;
  }
  return out;
}

std::size_t characters(const std::string& utf8) {
  std::size_t count = 0;
  for (const char c : utf8) count += (c & 0xc0) != 0x80;
  return count;
}

}  // namespace maintendue::test
