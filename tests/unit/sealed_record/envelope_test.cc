#include "sealed_record/envelope.h"

#include <gtest/gtest.h>

namespace maintendue::sealed_record {
namespace {

using identity::PrivateKey;

const PrivateKey kNadias = PrivateKey::generate();
const PrivateKey kAnothers = PrivateKey::generate();

TEST(Envelope, IsOpenedByItsKeyAlone) {
  const Bytes envelope = seal_to(kNadias.public_key(), "thirty-two bytes that open a lot");
  EXPECT_EQ(open_sealed(kNadias, envelope), Bytes("thirty-two bytes that open a lot"));
  const auto others = open_sealed(kAnothers, envelope);
  ASSERT_FALSE(others);
  EXPECT_EQ(others.error().code, Errc::NotTrusted);
}

TEST(Envelope, ShowsNothingOfWhatIsInItAndIsNeverTheSame) {
  const Bytes a = seal_to(kNadias.public_key(), "thirty-two bytes that open a lot");
  EXPECT_EQ(a.find("thirty-two"), Bytes::npos);
  EXPECT_NE(a, seal_to(kNadias.public_key(), "thirty-two bytes that open a lot"));
}

TEST(Envelope, OpensToWhatWasSealedOrNotAtAllWhateverByteIsFlipped) {
  const Bytes secret = PrivateKey::generate().to_pem();
  const Bytes envelope = seal_to(kNadias.public_key(), secret);
  int refused = 0;
  for (std::size_t at = 0; at < envelope.size(); ++at) {
    for (const int bit : {0x01, 0x80}) {
      Bytes flipped = envelope;
      flipped[at] = static_cast<char>(flipped[at] ^ bit);
      const auto opened = open_sealed(kNadias, flipped);
      EXPECT_EQ(opened.value_or(secret), secret) << at;
      refused += opened ? 0 : 1;
    }
  }
  EXPECT_GT(refused, static_cast<int>(envelope.size()));
}

TEST(Envelope, OpensByItsOwnCipherAlone) {
  const Bytes secret = "thirty-two bytes that open a lot";
  const Bytes envelope = seal_to(kNadias.public_key(), secret);
  const Bytes aes = "\x60\x86\x48\x01\x65\x03\x04\x01";  // 2.16.840.1.101.3.4.1, and which of them
  const std::size_t cipher = envelope.rfind(aes) + aes.size();
  ASSERT_EQ(envelope[cipher], 46);  // id-aes256-GCM; 48 is a key wrap, 42 CBC
  for (int other = 0; other < 128; ++other) {
    if (other == 46) continue;
    Bytes changed = envelope;
    changed[cipher] = static_cast<char>(other);
    EXPECT_FALSE(open_sealed(kNadias, changed)) << other;
  }
}

TEST(Envelope, OpensByItsWholeTagAlone) {
  const Bytes envelope = seal_to(kNadias.public_key(), "thirty-two bytes that open a lot");
  ASSERT_EQ(envelope.substr(envelope.size() - 18, 2), Bytes("\x04\x10"));
  // As lengths of two bytes stand in the three around it.
  const std::size_t around[] = {2, 19, 23};
  for (std::size_t left = 0; left < 16; ++left) {
    const std::size_t cut = 16 - left;
    Bytes shorter = envelope.substr(0, envelope.size() - cut);
    shorter[envelope.size() - 17] = static_cast<char>(left);
    for (const std::size_t at : around) {
      ASSERT_EQ(shorter.substr(at - 1, 1), Bytes("\x82"));
      const std::size_t length = (static_cast<unsigned char>(shorter[at]) << 8 |
                                  static_cast<unsigned char>(shorter[at + 1])) -
                                 cut;
      shorter[at] = static_cast<char>(length >> 8);
      shorter[at + 1] = static_cast<char>(length & 255);
    }
    EXPECT_FALSE(open_sealed(kNadias, shorter)) << left;
  }
}

TEST(Envelope, OfNoLikelySizeOrCutOrFollowedByMoreIsNone) {
  const Bytes envelope = seal_to(kNadias.public_key(), "x");
  EXPECT_FALSE(open_sealed(kNadias, Bytes()));
  EXPECT_FALSE(open_sealed(kNadias, Bytes(kLongestEnvelope + 1, '0')));
  EXPECT_FALSE(open_sealed(kNadias, envelope + "0"));
  for (std::size_t size = 0; size < envelope.size(); ++size) {
    EXPECT_FALSE(open_sealed(kNadias, BytesView(envelope).substr(0, size))) << size;
  }
}

}  // namespace
}  // namespace maintendue::sealed_record
