#include "agent/screen/vnc_server.h"

#include <rfb/rfb.h>
extern "C" {
#include <rfb/rfbregion.h>
}

#include <cassert>
#include <cstdarg>
#include <cstdio>

#include "agent/screen/pacing.h"
#include "base/log.h"

namespace maintendue::screen {
namespace {

struct RegionDeleter {
  void operator()(sraRegionPtr region) const { sraRgnDestroy(region); }
};
using Region = std::unique_ptr<sraRegion, RegionDeleter>;

Region region_of(const Rect& r) {
  return Region(sraRgnCreateRect(r.x, r.y, r.x + r.width, r.y + r.height));
}

long area_of(sraRegionPtr region) {
  long area = 0;
  sraRect r;
  auto* i = sraRgnGetIterator(region);
  while (sraRgnIteratorNext(i, &r)) area += static_cast<long>(r.x2 - r.x1) * (r.y2 - r.y1);
  sraRgnReleaseIterator(i);
  return area;
}

// At most `pixels` of `region`, from its top down; at least one row of its first rectangle.
Region top_of(sraRegionPtr region, long pixels) {
  Region top(sraRgnCreate());
  sraRect r;
  auto* i = sraRgnGetIterator(region);
  while (pixels > 0 && sraRgnIteratorNext(i, &r)) {
    const int width = r.x2 - r.x1;
    const bool first = sraRgnEmpty(top.get());
    const int rows = std::min<long>(r.y2 - r.y1, std::max<long>(pixels / width, first ? 1 : 0));
    if (rows > 0) sraRgnOr(top.get(), region_of({r.x1, r.y1, width, rows}).get());
    pixels -= static_cast<long>(width) * (r.y2 - r.y1);
  }
  sraRgnReleaseIterator(i);
  return top;
}

// The library's chatter: debug, because a viewer can cause it.
void write_log(const char* format, ...) {
  char line[300];
  va_list rest;
  va_start(rest, format);
  std::vsnprintf(line, sizeof line, format, rest);
  va_end(rest);
  log::event("screen.rfb", log::Level::debug, "libvncserver says", {{"text", line}});
}

// Colours as X has them: the library thinks of red first unless told.
void use_x11_colours(rfbScreenInfoPtr screen) {
  screen->serverFormat.redShift = 16;
  screen->serverFormat.greenShift = 8;
  screen->serverFormat.blueShift = 0;
  screen->serverFormat.depth = 24;
}

// The library's cursor with mask and colours; it frees what it is given with malloc.
rfbCursorPtr library_cursor(const PointerShape& shape) {
  const int width = shape.size.width, height = shape.size.height, row = (width + 7) / 8;
  auto* cursor = static_cast<rfbCursorPtr>(std::calloc(1, sizeof(rfbCursor)));
  cursor->cleanup = cursor->cleanupMask = cursor->cleanupRichSource = TRUE;
  cursor->width = width;
  cursor->height = height;
  cursor->xhot = shape.hot.x;
  cursor->yhot = shape.hot.y;
  cursor->mask = static_cast<unsigned char*>(std::calloc(row, height));
  auto* colours = static_cast<std::uint32_t*>(std::calloc(width * height, 4));
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const std::uint32_t pixel = shape.pixels[y * width + x];
      colours[y * width + x] = pixel & 0xffffff;
      if (pixel >> 31) cursor->mask[y * row + x / 8] |= 0x80 >> x % 8;
    }
  }
  cursor->richSource = reinterpret_cast<unsigned char*>(colours);
  return cursor;
}

// A shape must fit in the library's update buffer with its mask and headers.
constexpr long kLargestShape = 7000;

}  // namespace

struct VncServer::Library {
  rfbScreenInfoPtr screen = nullptr;
  rfbClientPtr viewer = nullptr;  // gone once viewer->sock is closed; freed with the screen
  bool asked = false;             // the viewer wants a picture
  Region latest{sraRgnCreate()};  // what changed last

  bool open() const { return viewer != nullptr && viewer->sock != RFB_INVALID_SOCKET; }

  // Pixels of which a piece surely stays under kLongestPiece, by the worst that the encoding can
  // do: noise as JPEG up to quality 7 takes under 2 bytes a pixel, noise as anything else its own
  // size.
  long piece_pixels() const {
    const bool jpeg = viewer->preferredEncoding == rfbEncodingTight &&
                      viewer->tightQualityLevel >= 0 && viewer->tightQualityLevel <= 7;
    constexpr long kHeaders = 4 * 1024;
    return (static_cast<long>(kLongestPiece) - kHeaders) / (jpeg ? 2 : 4);
  }
};

VncServer::VncServer(int descriptor, Size size, std::uint32_t* pixels)
    : library_(std::make_unique<Library>()) {
  rfbLog = write_log;
  rfbErr = write_log;
  int argc = 0;
  rfbScreenInfoPtr screen = rfbGetScreen(&argc, nullptr, size.width, size.height, 8, 3, 4);
  assert(screen != nullptr);
  library_->screen = screen;
  screen->screenData = library_.get();
  screen->frameBuffer = reinterpret_cast<char*>(pixels);
  screen->desktopName = "Main Tendue";
  screen->port = screen->ipv6port = screen->udpPort = 0;
  screen->autoPort = FALSE;
  screen->httpDir = nullptr;
  screen->permitFileTransfer = FALSE;
  screen->alwaysShared = TRUE;
  screen->maxClientWait = 10000;
  screen->deferUpdateTime = 0;
  screen->cursor = nullptr;
  use_x11_colours(screen);
  rfbInitServer(screen);
  library_->viewer = rfbNewClient(screen, descriptor);
  if (library_->viewer == nullptr) return;
  library_->viewer->clientFramebufferUpdateRequestHook = [](rfbClientPtr client, auto*) {
    static_cast<Library*>(client->screen->screenData)->asked = true;
  };
}

VncServer::~VncServer() {
  if (library_->open()) rfbCloseClient(library_->viewer);
  if (library_->viewer != nullptr) rfbClientConnectionGone(library_->viewer);
  rfbShutdownServer(library_->screen, FALSE);
  library_->screen->frameBuffer = nullptr;
  rfbScreenCleanup(library_->screen);
}

int VncServer::descriptor() const { return library_->open() ? library_->viewer->sock : -1; }

bool VncServer::take_in() {
  if (library_->open()) rfbProcessClientMessage(library_->viewer);
  return library_->open();
}

void VncServer::resized(Size size, std::uint32_t* pixels) {
  auto* screen = library_->screen;
  rfbNewFramebuffer(screen, reinterpret_cast<char*>(pixels), size.width, size.height, 8, 3, 4);
  use_x11_colours(screen);
  if (library_->open()) screen->setTranslateFunction(library_->viewer);
}

void VncServer::changed(std::span<const Rect> rects) {
  if (rects.empty()) return;
  sraRgnMakeEmpty(library_->latest.get());
  for (const Rect& r : rects) {
    rfbMarkRectAsModified(library_->screen, r.x, r.y, r.x + r.width, r.y + r.height);
    sraRgnOr(library_->latest.get(), region_of(r).get());
  }
}

void VncServer::set_pointer_shape(const PointerShape& shape) {
  const bool fits = Rect{0, 0, shape.size.width, shape.size.height}.area() <= kLargestShape;
  rfbSetCursor(library_->screen, fits && !shape.pixels.empty() ? library_cursor(shape) : nullptr);
}

bool VncServer::has_piece() const {
  if (!library_->open() || !library_->asked) return false;
  const rfbClientPtr viewer = library_->viewer;
  return (viewer->enableCursorShapeUpdates && viewer->cursorWasChanged) ||
         (viewer->useNewFBSize && viewer->newFBSizePending) || !sraRgnEmpty(viewer->modifiedRegion);
}

bool VncServer::send_piece() {
  if (!library_->open()) return false;
  const rfbClientPtr viewer = library_->viewer;
  const long pixels = library_->piece_pixels();
  Region piece(sraRgnCreateRgn(library_->latest.get()));
  sraRgnAnd(piece.get(), viewer->modifiedRegion);
  const bool shape_first = viewer->enableCursorShapeUpdates && viewer->cursorWasChanged;
  if (shape_first) {
    sraRgnMakeEmpty(piece.get());
  } else if (sraRgnEmpty(piece.get()) || area_of(piece.get()) > pixels) {
    piece = top_of(viewer->modifiedRegion, pixels);
  }
  const Rect all = whole({library_->screen->width, library_->screen->height});
  sraRgnOr(viewer->requestedRegion, region_of(all).get());
  return rfbSendFramebufferUpdate(viewer, piece.get()) && library_->open();
}

bool VncServer::send(BytesView message) {
  return library_->open() &&
         rfbWriteExact(library_->viewer, message.data(), static_cast<int>(message.size())) > 0;
}

}  // namespace maintendue::screen
