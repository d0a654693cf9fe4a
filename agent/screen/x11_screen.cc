#include "agent/screen/x11_screen.h"

#include <X11/Xutil.h>
#include <X11/extensions/XInput2.h>
#include <X11/extensions/Xfixes.h>
#include <X11/extensions/Xrandr.h>

namespace maintendue::screen {
namespace {

Size root_size(Display* display) {
  const int screen = DefaultScreen(display);
  return {DisplayWidth(display, screen), DisplayHeight(display, screen)};
}

bool has_plain_pixels(Display* display) {
  const Visual* visual = DefaultVisual(display, DefaultScreen(display));
  XImage* one = XGetImage(display, DefaultRootWindow(display), 0, 0, 1, 1, AllPlanes, ZPixmap);
  const bool words = one != nullptr && one->bits_per_pixel == 32 && one->byte_order == LSBFirst;
  if (one != nullptr) XDestroyImage(one);
  return words && visual->red_mask == 0xff0000 && visual->green_mask == 0xff00 &&
         visual->blue_mask == 0xff;
}

// From premultiplied words of 64 bits, as XFixes gives them.
std::uint32_t plain_pixel(unsigned long premultiplied) {
  const auto pixel = static_cast<std::uint32_t>(premultiplied);
  const std::uint32_t alpha = pixel >> 24;
  if (alpha == 0 || alpha == 255) return pixel;
  std::uint32_t out = alpha << 24;
  for (int shift = 0; shift < 24; shift += 8) {
    out |= std::min(255u, (pixel >> shift & 0xff) * 255 / alpha) << shift;
  }
  return out;
}

// Many small rectangles cost a round trip each.
constexpr int kMostRects = 24;

}  // namespace

Result<std::unique_ptr<X11Screen>> X11Screen::open(X11Display& display) {
  int damage_event = 0, fixes_event = 0, error = 0, major = 5, minor = 0;
  Display* d = display.get();
  if (!XDamageQueryExtension(d, &damage_event, &error) ||
      !XFixesQueryExtension(d, &fixes_event, &error) || !XFixesQueryVersion(d, &major, &minor)) {
    return fail(Errc::NotFound, "the X server has no DAMAGE or XFIXES");
  }
  if (!has_plain_pixels(d)) return fail(Errc::NotFound, "the screen has no 32-bit colours");
  return std::unique_ptr<X11Screen>(new X11Screen(display, damage_event, fixes_event));
}

X11Screen::X11Screen(X11Display& display, int damage_event, int fixes_event)
    : display_(display),
      damage_event_(damage_event),
      fixes_event_(fixes_event),
      grabber_(display.get()),
      framebuffer_(root_size(display.get())),
      wanted_(framebuffer_.size()) {
  Display* d = display_.get();
  damage_ = XDamageCreate(d, display_.root(), XDamageReportNonEmpty);
  XFixesSelectCursorInput(d, display_.root(), XFixesDisplayCursorNotifyMask);
  int error = 0;
  if (XRRQueryExtension(d, &randr_event_, &error)) {
    XRRSelectInput(d, display_.root(), RRScreenChangeNotifyMask);
  }
  watch_pointer();
}

X11Screen::~X11Screen() {
  if (!display_.lost()) XDamageDestroy(display_.get(), damage_);
}

// Raw motion comes whoever has grabbed the pointer. Without XInput the pointer is seen to move only
// together with something else.
void X11Screen::watch_pointer() {
  int event = 0, error = 0, major = 2, minor = 1;
  Display* d = display_.get();
  if (!XQueryExtension(d, "XInputExtension", &input_opcode_, &event, &error) ||
      XIQueryVersion(d, &major, &minor) != Success) {
    input_opcode_ = -1;
    return;
  }
  unsigned char bits[XIMaskLen(XI_LASTEVENT)] = {};
  XISetMask(bits, XI_RawMotion);
  XIEventMask mask{XIAllMasterDevices, sizeof bits, bits};
  XISelectEvents(d, display_.root(), &mask, 1);
}

bool X11Screen::handle(const XEvent& event) {
  if (event.type == damage_event_ + XDamageNotify) return true;
  if (event.type == GenericEvent) return event.xcookie.extension == input_opcode_;
  if (event.type == fixes_event_ + XFixesCursorNotify) {
    shape_changed_ = true;
    return true;
  }
  if (randr_event_ >= 0 && event.type == randr_event_ + RRScreenChangeNotify) {
    XEvent copy = event;
    XRRUpdateConfiguration(&copy);
    wanted_ = root_size(display_.get());
    return true;
  }
  return false;
}

Point X11Screen::pointer() const {
  Window root = 0, child = 0;
  Point at, inside;
  unsigned mask = 0;
  XQueryPointer(
      display_.get(), display_.root(), &root, &child, &at.x, &at.y, &inside.x, &inside.y, &mask
  );
  return at;
}

ScreenSource::Captured X11Screen::capture(bool pointer_in_picture) {
  Captured out;
  const Rect was = pointer_.place();
  const bool had_shape_changed = shape_changed_;
  pointer_.lift(framebuffer_);
  if (wanted_ != framebuffer_.size()) {
    framebuffer_ = Framebuffer(wanted_);
    everything_ = out.resized = true;
  }
  if (shape_changed_) read_pointer_shape();
  for (const Rect& rect : take_damage()) {
    grabber_.grab(rect, [&](const Rect& part, const std::uint32_t* pixels, int stride) {
      framebuffer_.update(part, pixels, stride, out.changed);
    });
  }
  if (pointer_in_picture) {
    const Point at = pointer();
    pointer_.put(framebuffer_, at);
    if (at == drawn_at_ && !was.empty() && !had_shape_changed) return out;
    drawn_at_ = at;
  }
  for (const Rect& rect : {intersection(was, whole(size())), pointer_.place()}) {
    if (!rect.empty()) out.changed.push_back(rect);
  }
  return out;
}

// Told first, looked at afterwards: what changes in between is told again.
std::vector<Rect> X11Screen::take_damage() {
  Display* d = display_.get();
  const XserverRegion region = XFixesCreateRegion(d, nullptr, 0);
  XDamageSubtract(d, damage_, None, region);
  int count = 0;
  XRectangle around{};
  XRectangle* rects = XFixesFetchRegionAndBounds(d, region, &count, &around);
  XFixesDestroyRegion(d, region);
  std::vector<Rect> out;
  const auto add = [&](const XRectangle& r) {
    const Rect inside = intersection({r.x, r.y, r.width, r.height}, whole(size()));
    if (!inside.empty()) out.push_back(inside);
  };
  if (everything_) {
    out.push_back(whole(size()));
  } else if (count > kMostRects) {
    add(around);
  } else {
    for (int i = 0; i < count; ++i) add(rects[i]);
  }
  if (rects != nullptr) XFree(rects);
  everything_ = false;
  return out;
}

void X11Screen::read_pointer_shape() {
  shape_changed_ = false;
  XFixesCursorImage* image = XFixesGetCursorImage(display_.get());
  if (image == nullptr) return;
  PointerShape shape{{image->width, image->height}, {image->xhot, image->yhot}, {}};
  for (int i = 0; i < image->width * image->height; ++i) {
    shape.pixels.push_back(plain_pixel(image->pixels[i]));
  }
  XFree(image);
  pointer_.set_shape(shape);
  new_shape_ = std::move(shape);
}

std::optional<PointerShape> X11Screen::new_pointer_shape() { return std::exchange(new_shape_, {}); }

}  // namespace maintendue::screen
