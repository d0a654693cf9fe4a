// Stands between the operator's viewer and libvncserver: reads the viewer's RFB stream to the byte,
// lets three kinds of message through to the library and turns the rest into values. What may not
// be done now is dropped without a word; what is not on the list is BadMessage, because its length
// is unknown. Pure: no I/O, no time; bytes in any slicing.
#pragma once

#include <vector>

#include "agent/screen/orders.h"
#include "agent/screen/posts.h"
#include "base/bytes.h"
#include "base/result.h"

namespace maintendue::screen {

constexpr std::size_t kMostEncodings = 128;
// A longer text is skipped unread up to here; one that claims more is no clipboard.
constexpr std::size_t kAbsurdCutText = 1024 * 1024;

class RfbFilter final {
 public:
  struct Passed {
    Bytes for_library;       // whole messages
    std::vector<Said> said;  // in the order in which they came
  };

  // What the library is told in the viewer's place before the viewer has said anything: version, no
  // security, shared. So its whole greeting leaves in one go, and a handshake costs no round trip.
  static BytesView greeting();

  void obey(Orders orders) { orders_ = orders; }
  // BadMessage ends the session; after that nothing more is read.
  Result<Passed> feed(BytesView bytes);

 private:
  enum class Stage { Version, Security, Init, Talking, Broken };

  // How many bytes the thing in front needs; more than there are means: wait.
  Result<std::size_t> length_of_next(BytesView rest) const;
  Result<std::size_t> cut_text_length(BytesView rest) const;
  Result<void> take(BytesView message, Passed& out);
  Result<void> take_handshake(BytesView bytes);
  Result<void> take_pixel_format(BytesView message, Passed& out);
  void take_encodings(BytesView message, Passed& out);
  void take_update_request(BytesView message, Passed& out);
  void take_input(BytesView message, Passed& out);
  Result<void> take_cut_text(BytesView message, Passed& out);

  Orders orders_;
  Stage stage_ = Stage::Version;
  bool asked_ = false;    // the viewer asked for a picture at least once
  std::size_t skip_ = 0;  // bytes of a text too long that are still to come
  Bytes pending_;
};

}  // namespace maintendue::screen
