#include <gtest/gtest.h>

#include "day.h"
#include "identity/openssl.h"

namespace maintendue::identity {
namespace {

TEST(Request, GivesTheKeyThatSignedIt) {
  const PrivateKey key = PrivateKey::generate();
  const Result<Bytes> checked = check_request(make_request(key));
  ASSERT_TRUE(checked);
  EXPECT_EQ(*checked, key.public_key());
}

TEST(Request, IsRefusedCutAtEveryByte) {
  const Bytes request = make_request(PrivateKey::generate());
  for (std::size_t size = 0; size < request.size(); ++size) {
    const Result<Bytes> checked = check_request(BytesView(request).substr(0, size));
    ASSERT_FALSE(checked) << size;
    EXPECT_EQ(checked.error().code, Errc::BadMessage);
  }
}

TEST(Request, IsRefusedWithAnyByteFlipped) {
  const Bytes request = make_request(PrivateKey::generate());
  for (std::size_t at = 0; at < request.size(); ++at) {
    Bytes flipped = request;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x01);
    EXPECT_FALSE(check_request(flipped)) << at;
  }
}

TEST(Request, IsRefusedWithBytesBehindIt) {
  EXPECT_FALSE(check_request(make_request(PrivateKey::generate()) + "x"));
  EXPECT_FALSE(check_request(Bytes(5000, '\x30')));
}

Bytes request_signed_with(EVP_PKEY* named, EVP_PKEY* signer) {
  const RequestPtr request(X509_REQ_new());
  require(X509_REQ_set_pubkey(request.get(), named) == 1);
  require(X509_REQ_sign(request.get(), signer, EVP_sha256()) > 0);
  return der_of(request.get(), i2d_X509_REQ);
}

TEST(Request, IsRefusedWhenAnotherKeySignedIt) {
  const PrivateKey mine = PrivateKey::generate();
  const PrivateKey other = PrivateKey::generate();
  EXPECT_TRUE(check_request(request_signed_with(mine.get(), mine.get())));
  EXPECT_FALSE(check_request(request_signed_with(other.get(), mine.get())));
}

TEST(Request, IsRefusedForAKeyOfAnotherKind) {
  const KeyPtr rsa(EVP_RSA_gen(2048));
  const KeyPtr p384(EVP_EC_gen("P-384"));
  EXPECT_FALSE(check_request(request_signed_with(rsa.get(), rsa.get())));
  EXPECT_FALSE(check_request(request_signed_with(p384.get(), p384.get())));
}

}  // namespace
}  // namespace maintendue::identity
