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
