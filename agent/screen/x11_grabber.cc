#include "agent/screen/x11_grabber.h"

#include <X11/Xutil.h>
#include <sys/ipc.h>
#include <sys/shm.h>

#include <algorithm>

namespace maintendue::screen {
namespace {

constexpr int kSegmentBytes = 1024 * 1024;  // at most this much of the screen at a time
bool refused = false;                       // set by the error handler below, on `rfb` only

int note_refusal(Display*, XErrorEvent*) {
  refused = true;
  return 0;
}

}  // namespace

X11Grabber::X11Grabber(Display* display) : display_(display) {
  if (XShmQueryExtension(display_) && !attach()) segment_ = {};
}

X11Grabber::~X11Grabber() {
  if (!shared_memory()) return;
  XShmDetach(display_, &segment_);
  shmdt(segment_.shmaddr);
}

// A server on another machine offers the extension and refuses the segment.
bool X11Grabber::attach() {
  segment_.shmid = shmget(IPC_PRIVATE, kSegmentBytes, IPC_CREAT | 0600);
  if (segment_.shmid < 0) return false;
  segment_.shmaddr = static_cast<char*>(shmat(segment_.shmid, nullptr, 0));
  refused = segment_.shmaddr == reinterpret_cast<char*>(-1);
  if (!refused) {
    XSync(display_, False);
    auto* before = XSetErrorHandler(note_refusal);
    XShmAttach(display_, &segment_);
    XSync(display_, False);
    XSetErrorHandler(before);
    if (refused) shmdt(segment_.shmaddr);
  }
  shmctl(segment_.shmid, IPC_RMID, nullptr);  // goes away with the last of us
  return !refused;
}

void X11Grabber::grab(const Rect& rect, const Take& with) {
  const int rows_at_once = std::max(1, kSegmentBytes / (4 * std::max(1, rect.width)));
  for (int done = 0; done < rect.height; done += rows_at_once) {
    const int rows = std::min(rows_at_once, rect.height - done);
    const Rect part{rect.x, rect.y + done, rect.width, rows};
    XImage* image = fetch(part);
    if (image == nullptr) return;
    with(part, reinterpret_cast<const std::uint32_t*>(image->data), image->bytes_per_line / 4);
    if (shared_memory()) image->data = nullptr;  // the segment is not the image's to free
    XDestroyImage(image);
  }
}

XImage* X11Grabber::fetch(const Rect& part) {
  const Window root = DefaultRootWindow(display_);
  if (!shared_memory()) {
    return XGetImage(display_, root, part.x, part.y, part.width, part.height, AllPlanes, ZPixmap);
  }
  const int screen = DefaultScreen(display_);
  XImage* image = XShmCreateImage(
      display_, DefaultVisual(display_, screen), DefaultDepth(display_, screen), ZPixmap,
      segment_.shmaddr, &segment_, part.width, part.height
  );
  if (image == nullptr) return nullptr;
  if (XShmGetImage(display_, root, image, part.x, part.y, AllPlanes)) return image;
  image->data = nullptr;
  XDestroyImage(image);
  return nullptr;
}

}  // namespace maintendue::screen
