#include <gtest/gtest.h>

#include "base/random.h"
#include "day.h"
#include "identity/openssl.h"

namespace maintendue::identity {
namespace {

TEST(PrivateKey, ComesBackFromItsPem) {
  const PrivateKey key = PrivateKey::generate();
  const Result<PrivateKey> read = PrivateKey::from_pem(key.to_pem());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->public_key(), key.public_key());
}

TEST(PrivateKey, ComesBackFromItsEncryptedPemWithThePassphraseAlone) {
  const PrivateKey key = PrivateKey::generate();
  const std::string pem = key.to_encrypted_pem("le chat dort");
  EXPECT_TRUE(pem.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
  const Result<PrivateKey> read = PrivateKey::from_pem(pem, "le chat dort");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->public_key(), key.public_key());
  for (const BytesView wrong : {"le chat mange", "", "le chat dor", "le chat dort "}) {
    const Result<PrivateKey> refused = PrivateKey::from_pem(pem, wrong);
    ASSERT_FALSE(refused) << wrong;
    EXPECT_EQ(refused.error().code, Errc::WrongPassphrase) << wrong;
  }
}

TEST(PrivateKey, IsEncryptedWithAnotherSaltEachTime) {
  const PrivateKey key = PrivateKey::generate();
  EXPECT_NE(key.to_encrypted_pem("le chat dort"), key.to_encrypted_pem("le chat dort"));
}

TEST(PrivateKey, IsNeverReadFromSomethingElse) {
  const std::string certificate = test::Organisation().root().certificate.to_pem();
  for (const std::string& pem : {std::string(), std::string("nothing"), certificate}) {
    const Result<PrivateKey> read = PrivateKey::from_pem(pem, "le chat dort");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, Errc::BadMessage);
  }
}

std::string pem_of(EVP_PKEY* key) {
  const BioPtr bio = writing();
  require(
      PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1
  );
  return content(bio.get());
}

TEST(PrivateKey, IsOnP256AndOnNothingElse) {
  const KeyPtr p384(EVP_EC_gen("P-384"));
  const KeyPtr rsa(EVP_RSA_gen(2048));
  EXPECT_EQ(PrivateKey::from_pem(pem_of(p384.get())).error().code, Errc::BadMessage);
  EXPECT_EQ(PrivateKey::from_pem(pem_of(rsa.get())).error().code, Errc::BadMessage);
}

TEST(PrivateKey, SurvivesAPemCutAtEveryByte) {
  const std::string pem = PrivateKey::generate().to_pem();
  // Without the last line end it is still whole.
  for (std::size_t size = 0; size + 1 < pem.size(); ++size) {
    EXPECT_FALSE(PrivateKey::from_pem(BytesView(pem).substr(0, size))) << size;
  }
}

TEST(Certificate, VerifiesWhatItsKeySigned) {
  const test::Organisation organisation;
  const test::Holder nadia = organisation.operator_named("Nadia", {v1::ROLE_MEDIATOR});
  const Result<Certificate> certificate = Certificate::from_pem(nadia.chain);
  ASSERT_TRUE(certificate);
  const Bytes signature = nadia.key.sign("bonjour");
  EXPECT_TRUE(certificate->verifies("bonjour", signature));
  EXPECT_FALSE(certificate->verifies("bonsoir", signature));
  EXPECT_FALSE(certificate->verifies("bonjour", ""));
  EXPECT_FALSE(certificate->verifies("bonjour", PrivateKey::generate().sign("bonjour")));
  EXPECT_EQ(certificate->public_key(), nadia.key.public_key());
}

TEST(Certificate, SaysItsDatesAndItsName) {
  const test::Organisation organisation("La Maison Numérique");
  const Certificate& root = organisation.root().certificate;
  EXPECT_EQ(root.common_name(), "La Maison Numérique");
  EXPECT_LE(root.not_before(), test::kFoundingDay);
  EXPECT_GT(root.not_after(), test::kFoundingDay + std::chrono::hours(24 * 365 * 29));
}

TEST(Certificate, ComesBackFromItsPemAndIsTheFirstOfAChain) {
  const test::Organisation organisation;
  const test::Holder machine = organisation.machine("00c0ffee00c0ffee");
  const Result<Certificate> leaf = Certificate::from_pem(machine.chain);
  ASSERT_TRUE(leaf);
  EXPECT_EQ(leaf->common_name(), "00c0ffee00c0ffee");
  EXPECT_TRUE(machine.chain.starts_with(leaf->to_pem()));
}

TEST(Certificate, RefusesBytesThatAreNone) {
  EXPECT_EQ(Certificate::from_pem("").error().code, Errc::BadMessage);
  EXPECT_EQ(Certificate::from_der("").error().code, Errc::BadMessage);
  EXPECT_EQ(Certificate::from_der(Bytes(100, '0')).error().code, Errc::BadMessage);
}

}  // namespace
}  // namespace maintendue::identity
