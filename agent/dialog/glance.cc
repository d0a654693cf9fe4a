#include "agent/dialog/glance.h"

#include <X11/Xatom.h>
#include <X11/Xutil.h>
#include <gdk/gdkx.h>

#include <bit>
#include <cstdlib>
#include <memory>

namespace maintendue::dialog {
namespace {

constexpr int kShade = 40;       // of 255: a desktop may dim its windows a little
constexpr int kEnough = 95;      // of 100 pixels
constexpr int kFromTheSide = 2;  // the window's own border

struct Freed {
  void operator()(XImage* image) const { XDestroyImage(image); }
};
using ImagePtr = std::unique_ptr<XImage, Freed>;

// X errors of windows that vanish while we look are nobody's business.
class Trap {
 public:
  explicit Trap(GdkDisplay* display) : display_(display) {
    gdk_x11_display_error_trap_push(display);
  }
  ~Trap() { gdk_x11_display_error_trap_pop_ignored(display_); }
  Trap(const Trap&) = delete;
  Trap& operator=(const Trap&) = delete;

 private:
  GdkDisplay* const display_;
};

int channel(unsigned long pixel, unsigned long mask) {
  if (mask == 0) return 0;
  const unsigned long value = (pixel & mask) >> std::countr_zero(mask);
  const int bits = std::popcount(mask);
  return static_cast<int>(bits >= 8 ? value >> (bits - 8) : value << (8 - bits));
}

bool alike(const XImage& image, unsigned long pixel, std::uint32_t colour) {
  const int red = channel(pixel, image.red_mask), green = channel(pixel, image.green_mask),
            blue = channel(pixel, image.blue_mask);
  return std::abs(red - static_cast<int>(colour >> 16 & 255)) <= kShade &&
         std::abs(green - static_cast<int>(colour >> 8 & 255)) <= kShade &&
         std::abs(blue - static_cast<int>(colour & 255)) <= kShade;
}

ImagePtr line_of_screen(Display* display, ::Window window, int depth) {
  XWindowAttributes ours{};
  if (!XGetWindowAttributes(display, window, &ours)) return nullptr;
  ::Window child = None;
  int x = 0, y = 0;
  XTranslateCoordinates(display, window, ours.root, kFromTheSide, depth, &x, &y, &child);
  const int width = ours.width - 2 * kFromTheSide;
  if (width <= 0) return nullptr;
  return ImagePtr(
      XGetImage(display, ours.root, x, y, static_cast<unsigned>(width), 1, AllPlanes, ZPixmap)
  );
}

}  // namespace

bool screen_shows(GdkWindow* window, int depth, std::uint32_t colour) {
  const Trap trap(gdk_window_get_display(window));
  const int scale = gdk_window_get_scale_factor(window);
  const ImagePtr line = line_of_screen(
      GDK_DISPLAY_XDISPLAY(gdk_window_get_display(window)), GDK_WINDOW_XID(window), depth * scale
  );
  if (!line) return false;
  int seen = 0;
  for (int x = 0; x < line->width; ++x) {
    if (alike(*line, XGetPixel(line.get(), x, 0), colour)) ++seen;
  }
  return seen * 100 >= line->width * kEnough;
}

bool console_is_ours(GdkWindow* window) {
  GdkDisplay* owner = gdk_window_get_display(window);
  Display* display = GDK_DISPLAY_XDISPLAY(owner);
  const Trap trap(owner);
  const Atom has_vt = XInternAtom(display, "XFree86_has_VT", True);
  if (has_vt == None) return true;  // a server without consoles
  Atom type = None;
  int format = 0;
  unsigned long count = 0, rest = 0;
  unsigned char* value = nullptr;
  XGetWindowProperty(
      display, DefaultRootWindow(display), has_vt, 0, 1, False, XA_INTEGER, &type, &format, &count,
      &rest, &value
  );
  const bool away = value && format == 32 && count == 1 && *reinterpret_cast<long*>(value) == 0;
  if (value) XFree(value);
  return !away;
}

}  // namespace maintendue::dialog
