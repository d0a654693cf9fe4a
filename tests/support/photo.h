// Bytes of the shape of a photo (base/photo.h). Nobody decodes them.
#pragma once

#include "base/bytes.h"

namespace maintendue::test {

inline Bytes jpeg_segment(char marker, const Bytes& body) {
  return Bytes{'\xff', marker, '\0', static_cast<char>(body.size() + 2)} + body;
}

// 256 by 256, grey; with a camera's note in it, which makes it none.
inline Bytes photo(const Bytes& note = {}, const Bytes& picture = "nadia") {
  const Bytes notes = note.empty() ? Bytes() : jpeg_segment('\xe1', note);
  const Bytes frame = jpeg_segment('\xc0', {8, 1, 0, 1, 0, 1, 1, 1, 0});
  return "\xff\xd8" + notes + frame + jpeg_segment('\xda', "scan") + picture + "\xff\xd9";
}

}  // namespace maintendue::test
