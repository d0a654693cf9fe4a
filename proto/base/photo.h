// The picture by which a family sees who is there: a small square JPEG file with nothing else in
// it. Pure; nothing here decodes a picture.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

namespace maintendue {

constexpr std::size_t kLargestPhoto = 32 * 1024;
constexpr unsigned kNarrowestPhoto = 64;  // pixels a side
constexpr unsigned kWidestPhoto = 256;

// Whether it is one: baseline or progressive JPEG of 8 bits, grey or in three colours, square,
// within the limits above, one picture from its first byte to its last, and no segment but those
// that a decoder needs: no camera's notes, no place, no comment.
bool is_photo(BytesView bytes);

// The same picture without what a decoder does not need. BadMessage when it is none.
Result<Bytes> bare_photo(BytesView jpeg);

}  // namespace maintendue
