#include "base/photo.h"

#include <gtest/gtest.h>

namespace maintendue {
namespace {

Bytes two(unsigned value) {
  return {static_cast<char>(value >> 8 & 0xff), static_cast<char>(value & 0xff)};
}
Bytes segment(unsigned char marker, const Bytes& body) {
  return Bytes{'\xff', static_cast<char>(marker)} + two(static_cast<unsigned>(body.size() + 2)) +
         body;
}
Bytes frame(
    unsigned width, unsigned height, unsigned char marker = 0xc0, char bits = 8, char colours = 3
) {
  return segment(marker, bits + two(height) + two(width) + colours + Bytes(9, '\1'));
}

const Bytes kBegin{'\xff', '\xd8'}, kEnd{'\xff', '\xd9'};
const Bytes kTables = segment(0xdb, Bytes(65, '\1')) + segment(0xc4, Bytes(30, '\2'));
// With a stuffed 0xff and a restart marker in it.
const Bytes kScan =
    segment(0xda, Bytes(10, '\3')) + Bytes{'a', '\xff', '\0', 'b', '\xff', '\xd0', 'c'};

Bytes photo(const Bytes& head = frame(256, 256)) { return kBegin + kTables + head + kScan + kEnd; }

TEST(Photo, IsASmallSquare) {
  for (const unsigned side : {64u, 200u, 256u}) EXPECT_TRUE(is_photo(photo(frame(side, side))));
  EXPECT_TRUE(is_photo(photo(frame(256, 256, 0xc2)))) << "progressive";
  EXPECT_TRUE(is_photo(photo(frame(256, 256, 0xc0, 8, 1)))) << "grey";
  for (const Bytes& head :
       {frame(256, 255), frame(63, 63), frame(257, 257), frame(0, 0), frame(65535, 65535),
        frame(256, 256, 0xc0, 12), frame(256, 256, 0xc0, 8, 4), frame(256, 256, 0xc9),
        frame(256, 256) + frame(256, 256), Bytes()}) {
    EXPECT_FALSE(is_photo(photo(head)));
  }
}

TEST(Photo, IsOnePictureFromItsFirstByteToItsLast) {
  const Bytes good = photo();
  for (std::size_t length = 0; length < good.size(); ++length) {
    EXPECT_FALSE(is_photo(BytesView(good).substr(0, length))) << length;
  }
  EXPECT_FALSE(is_photo(good + "<script>"));
  EXPECT_FALSE(is_photo(good + good));
  EXPECT_FALSE(is_photo(kBegin + kTables + frame(256, 256) + kEnd)) << "nothing to see";
  EXPECT_FALSE(is_photo(kBegin + kTables + kScan + frame(256, 256) + kEnd));
  EXPECT_FALSE(is_photo("\x89PNG\r\n\x1a\n"));
}

TEST(Photo, IsNoLargerThanItsLimit) {
  const Bytes filler = segment(0xdb, Bytes(kLargestPhoto - photo().size() - 4, '\1'));
  EXPECT_TRUE(is_photo(photo(filler + frame(256, 256))));
  const Bytes larger = segment(0xdb, Bytes(kLargestPhoto - photo().size() - 3, '\1'));
  EXPECT_FALSE(is_photo(photo(larger + frame(256, 256))));
}

TEST(Photo, OfManyScansIsNone) {
  Bytes scans;
  for (int n = 0; n < 15; ++n) scans += kScan;
  EXPECT_TRUE(is_photo(photo(frame(256, 256, 0xc2) + scans)));
  EXPECT_FALSE(is_photo(photo(frame(256, 256, 0xc2) + scans + kScan)));
}

TEST(Photo, SaysNothingBesideThePicture) {
  const Bytes place = segment(0xe1, "Exif GPS 48.1N 1.6W"),
              comment = segment(0xfe, "Nadia, at home");
  for (const Bytes& note : {place, comment}) {
    const Bytes taken = photo(note + frame(256, 256));
    EXPECT_FALSE(is_photo(taken));
    const auto bare = bare_photo(taken);
    ASSERT_TRUE(bare);
    EXPECT_EQ(*bare, photo());
  }
  EXPECT_EQ(*bare_photo(photo()), photo());
  EXPECT_EQ(bare_photo("not a picture").error().code, Errc::BadMessage);
}

TEST(Photo, WithAnyByteOfItsShapeChangedReadsNothingBeyondItsEnd) {
  const Bytes good = photo();
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const char other : {'\0', '\x7f', '\xff'}) {
      Bytes changed = good;
      changed[at] = other;
      (void)is_photo(changed);
    }
  }
}

}  // namespace
}  // namespace maintendue
