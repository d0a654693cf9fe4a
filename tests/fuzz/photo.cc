#include "base/photo.h"

#include "support/photo.h"
#include "target.h"

namespace maintendue::fuzz {

// What is kept of a file is a photo, and keeps as it is.
void feed(BytesView bytes) {
  const Result<Bytes> bare = bare_photo(bytes);
  must(bare || !is_photo(bytes), "a photo is kept");
  if (!bare) return;
  must(is_photo(*bare), "what is kept is a photo");
  must(*bare_photo(*bare) == *bare, "and stays as it is");
  must(!is_photo(bytes) || *bare == bytes, "of a photo nothing is taken away");
}

std::vector<Bytes> seeds() {
  return {test::photo(), test::photo("Exif: at home"), test::photo({}, Bytes(2000, 'x'))};
}

}  // namespace maintendue::fuzz
