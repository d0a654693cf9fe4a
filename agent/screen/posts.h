// Everything that crosses between the two threads, as plain values.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "agent/screen/geometry.h"
#include "agent/screen/orders.h"

namespace maintendue::screen {

// ---- what the operator's viewer said, after the filter
// ---------------------------------------------

struct KeyEvent {
  std::uint32_t keysym = 0;
  bool down = false;
  friend bool operator==(const KeyEvent&, const KeyEvent&) = default;
};

struct PointerEvent {
  Point at;
  std::uint8_t buttons = 0;  // bit 0 is the left button
  friend bool operator==(const PointerEvent&, const PointerEvent&) = default;
};

// The operator's clipboard, UTF-8 with plain line feeds, at most kLongestCutText.
struct CutText {
  std::string utf8;
  friend bool operator==(const CutText&, const CutText&) = default;
};

// The extended clipboard's small talk. Offered: the viewer understands it. Capable: it answered,
// and takes up to that many bytes unasked. Notified: it has text for us. Wanted: it asks for ours.
struct ClipboardTalk {
  enum Kind { Offered, Capable, Notified, Wanted } kind = Offered;
  std::uint32_t unasked_limit = 0;
  friend bool operator==(const ClipboardTalk&, const ClipboardTalk&) = default;
};

using Said = std::variant<KeyEvent, PointerEvent, CutText, ClipboardTalk>;

// ---- filter -> rfb
// ---------------------------------------------------------------------------------

// All of the last piece left this program and the way out is free: one more piece may be made.
struct Room {};
// The session is over: release everything and return.
struct Stop {};

using ToRfb = std::variant<Orders, Said, Room, Stop>;

// ---- rfb -> filter
// ---------------------------------------------------------------------------------

struct Ready {
  Size size;
};
// The piece begun last is written whole into the socket between the threads.
struct PieceDone {};

enum class Failure { NoDisplay, BadMessage, DisplayLost };
struct Failed {
  Failure why;
};

using ToFilter = std::variant<Ready, PieceDone, Failed>;

}  // namespace maintendue::screen
