#include "tests/unit/screen/screen_session.h"

#include <sys/ioctl.h>

#include <algorithm>
#include <cstring>

namespace maintendue::test {

int waiting(int socket) {
  int count = 0;
  ::ioctl(socket, FIONREAD, &count);
  return count;
}

void ScreenSession::expect_same_picture(ScreenProgram& program) {
  auto& viewer = program.viewer();
  viewer.read_until([&] { return viewer.picture() == x.picture(); });
}

void ScreenSession::move_pointer(int x_at, int y_at) {
  XTestFakeMotionEvent(x.display(), -1, x_at, y_at, CurrentTime);
  XSync(x.display(), False);
}

void ScreenSession::use_pointer(int width, int height, const std::vector<std::uint32_t>& pixels) {
  XcursorImage* image = XcursorImageCreate(width, height);
  image->xhot = width / 2, image->yhot = height / 2;
  std::copy(pixels.begin(), pixels.end(), image->pixels);
  XDefineCursor(x.display(), x.root(), XcursorImageLoadCursor(x.display(), image));
  XcursorImageDestroy(image);
  XSync(x.display(), False);
}

int ScreenSession::pointer_x() const {
  Window window = 0;
  int at_x = 0, at_y = 0, unused = 0;
  unsigned mask = 0;
  XQueryPointer(x.display(), x.root(), &window, &window, &at_x, &at_y, &unused, &unused, &mask);
  return at_x;
}

void ScreenSession::fill_with_noise(std::mt19937& random) {
  std::string noise(4 * x.width() * x.height(), '\0');
  for (std::size_t i = 0; i < noise.size(); i += 4) {
    const auto four = random();
    std::memcpy(&noise[i], &four, 4);
  }
  XImage* image = XCreateImage(
      x.display(), DefaultVisual(x.display(), 0), 24, ZPixmap, 0, noise.data(), x.width(),
      x.height(), 32, 0
  );
  XPutImage(
      x.display(), x.root(), DefaultGC(x.display(), 0), image, 0, 0, 0, 0, x.width(), x.height()
  );
  XSync(x.display(), False);
  image->data = nullptr;
  XDestroyImage(image);
}

}  // namespace maintendue::test
