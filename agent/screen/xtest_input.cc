#include "agent/screen/xtest_input.h"

#include <X11/XKBlib.h>
#include <X11/extensions/XTest.h>

#include "agent/screen/xkb_layout.h"

namespace maintendue::screen {
namespace {

constexpr int kButtons = 7;  // left, middle, right and four of the wheel

}  // namespace

Result<std::unique_ptr<XTestInput>> XTestInput::open(X11Display& display, X11Clipboard& clipboard) {
  int event = 0, opcode = 0, error = 0, major = XkbMajorVersion, minor = XkbMinorVersion;
  if (!XTestQueryExtension(display.get(), &event, &error, &major, &minor)) {
    return fail(Errc::NotFound, "the X server has no XTEST");
  }
  major = XkbMajorVersion, minor = XkbMinorVersion;
  if (!XkbQueryExtension(display.get(), &opcode, &event, &error, &major, &minor)) {
    return fail(Errc::NotFound, "the X server has no XKB");
  }
  return std::unique_ptr<XTestInput>(new XTestInput(display, clipboard, event));
}

XTestInput::XTestInput(X11Display& display, X11Clipboard& clipboard, int xkb_event)
    : display_(display), clipboard_(clipboard), xkb_event_(xkb_event) {
  XTestGrabControl(display_.get(), True);  // a program that grabs the server does not stop the help
  constexpr unsigned kLayout = XkbMapNotifyMask | XkbNewKeyboardNotifyMask;
  XkbSelectEvents(display_.get(), XkbUseCoreKbd, kLayout, kLayout);
}

XTestInput::~XTestInput() {
  if (!display_.lost()) release_all();
}

bool XTestInput::handle(const XEvent& event) {
  if (event.type == MappingNotify) {
    XMappingEvent copy = event.xmapping;
    XRefreshKeyboardMapping(&copy);
  } else if (event.type != xkb_event_) {
    return false;
  }
  return layout_changed_ = true;
}

SteadyTime XTestInput::key(std::uint32_t keysym, bool down, SteadyTime now) {
  if (std::exchange(layout_changed_, false)) typist_.learn(read_keyboard_map(display_.get()));
  const KeyboardState state = read_keyboard_state(display_.get());
  const Typist::Plan plan = typist_.key(keysym, down, state, now);
  perform(plan.acts);
  return plan.not_before.value_or(now);
}

Point XTestInput::pointer(Point at, std::uint8_t buttons) {
  const Rect screen = whole(
      {DisplayWidth(display_.get(), DefaultScreen(display_.get())),
       DisplayHeight(display_.get(), DefaultScreen(display_.get()))}
  );
  at = {std::min(at.x, screen.width - 1), std::min(at.y, screen.height - 1)};
  XTestFakeMotionEvent(display_.get(), -1, at.x, at.y, CurrentTime);
  for (int button = 0; button < kButtons; ++button) {
    const bool down = buttons >> button & 1;
    if (down == (buttons_ >> button & 1)) continue;
    XTestFakeButtonEvent(display_.get(), button + 1, down, CurrentTime);
  }
  buttons_ = buttons;
  XFlush(display_.get());
  return at;
}

void XTestInput::text(const std::string& utf8) { clipboard_.offer(utf8); }

void XTestInput::release_all() {
  for (int button = kButtons - 1; button >= 0; --button) {
    if (buttons_ >> button & 1)
      XTestFakeButtonEvent(display_.get(), button + 1, False, CurrentTime);
  }
  buttons_ = 0;
  perform(typist_.release_all());
  perform(typist_.give_back());
  XSync(display_.get(), False);
}

void XTestInput::perform(const Acts& acts) {
  Display* display = display_.get();
  for (const Act& act : acts) {
    switch (act.kind) {
      case Act::Press:
      case Act::Release:
        XTestFakeKeyEvent(display, act.code, act.kind == Act::Press, CurrentTime);
        break;
      case Act::Lock:
        XkbLockModifiers(display, XkbUseCoreKbd, act.mods, act.value);
        break;
      case Act::Group:
        XkbLockGroup(display, XkbUseCoreKbd, act.code);
        break;
      case Act::Bind:
        bind(act);
        break;
    }
  }
  XFlush(display);
}

// Programs hear of the new meaning before the stroke: both pass through the X server in this order.
void XTestInput::bind(const Act& act) {
  KeySym symbols[] = {act.plain, act.shifted};
  XChangeKeyboardMapping(display_.get(), act.code, 2, symbols, 1);
  XSync(display_.get(), False);
}

}  // namespace maintendue::screen
