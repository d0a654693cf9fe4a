// libvncserver for one viewer over one socket: it encodes, and that is all. Input never reaches it,
// it never listens, and it sends nothing by itself: a piece of picture leaves when send_piece() is
// called. The only place that knows rfb.h. Lives on `rfb`; its writes may block until the filter
// reads.
#pragma once

#include <memory>
#include <span>

#include "agent/screen/geometry.h"
#include "agent/screen/screen_source.h"
#include "base/bytes.h"

namespace maintendue::screen {

class VncServer final {
 public:
  // Owns `descriptor`, a stream socket on which RfbFilter::greeting() already waits. `pixels` are
  // 0x00RRGGBB in rows of size.width and must outlive this, or be replaced by resized().
  VncServer(int descriptor, Size size, std::uint32_t* pixels);
  ~VncServer();
  VncServer(const VncServer&) = delete;
  VncServer& operator=(const VncServer&) = delete;

  int descriptor() const;
  // Reads one message, which the filter has checked. False when the other end is closed.
  bool take_in();

  void resized(Size size, std::uint32_t* pixels);
  void changed(std::span<const Rect> rects);
  // Sent with the next piece. A shape too large for the library's buffer is sent as none.
  void set_pointer_shape(const PointerShape& shape);

  // The viewer asked for a picture and there is something that it has not got.
  bool has_piece() const;
  // Encodes and writes one FramebufferUpdate of at most kLongestPiece: first what changed last, if
  // that is small (the echo of a key does not wait behind a large picture), then from the top down.
  // False when the other end is closed.
  bool send_piece();
  // A whole server message of our own, between two pieces. False when the other end is closed.
  bool send(BytesView message);

 private:
  struct Library;
  const std::unique_ptr<Library> library_;
};

}  // namespace maintendue::screen
