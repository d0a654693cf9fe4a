#include <gtest/gtest.h>

#include "base/random.h"
#include "day.h"
#include "identity/workshop_token.h"
#include "maintendue/v1/enrolment.pb.h"

namespace maintendue::identity {
namespace {

using test::Holder;
using test::kFoundingDay;
using test::Organisation;
using namespace std::chrono_literals;

class Token : public ::testing::Test {
 protected:
  Bytes signed_by(const Holder& signer) const {
    return sign_token(good_, {signer.key, *Certificate::from_pem(signer.chain)});
  }
  Bytes good() const { return sign_token(good_, ours_.roster_key()); }
  // A token with whatever inside, signed as sign_token() does.
  Bytes signed_bytes(const v1::WorkshopToken& inside) const {
    v1::SignedToken token;
    token.set_token(inside.SerializeAsString());
    Bytes words = "maintendue workshop token";
    words += '\0';
    token.set_signature(ours_.roster_key().key.sign(words + token.token()));
    token.set_signer_certificate(ours_.roster_key().certificate.to_pem());
    return token.SerializeAsString();
  }
  v1::WorkshopToken message() const {
    v1::WorkshopToken inside;
    inside.set_id(good_.id);
    inside.set_uses(5);
    inside.set_not_before(to_unix_ms(kFoundingDay) / 1000);
    inside.set_not_after(to_unix_ms(kFoundingDay + 8h) / 1000);
    return inside;
  }
  void expect_refused(const Bytes& token, WallTime now = kFoundingDay + 1h) const {
    const Result<WorkshopToken> checked = check_token(token, ours_.trust(), 1, now);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, Errc::NotAllowed);
  }

  const Organisation ours_;
  const WorkshopToken good_{random_bytes(16), 5, kFoundingDay, kFoundingDay + 8h};
};

TEST_F(Token, ComesBackAsItWasSigned) {
  const Result<WorkshopToken> token = check_token(good(), ours_.trust(), 1, kFoundingDay + 1h);
  ASSERT_TRUE(token);
  EXPECT_EQ(token->id, good_.id);
  EXPECT_EQ(token->uses, 5);
  EXPECT_EQ(token->not_before, good_.not_before);
  EXPECT_EQ(token->not_after, good_.not_after);
  EXPECT_TRUE(check_token(signed_bytes(message()), ours_.trust(), 1, kFoundingDay + 1h));
}

TEST_F(Token, IsRefusedOutsideItsDates) {
  const Bytes token = good();
  EXPECT_TRUE(check_token(token, ours_.trust(), 1, kFoundingDay));
  EXPECT_TRUE(check_token(token, ours_.trust(), 1, kFoundingDay + 8h - 1s));
  expect_refused(token, kFoundingDay - 1s);
  expect_refused(token, kFoundingDay + 8h);
}

TEST_F(Token, IsRefusedFromWhoeverIsNotTheRosterKey) {
  expect_refused(signed_by(ours_.operator_named("Camille", {v1::ROLE_ADMIN})));
  expect_refused(signed_by(ours_.machine()));
  expect_refused(signed_by(ours_.server("relay.example")));
  expect_refused(sign_token(good_, ours_.intermediate()));
  expect_refused(sign_token(good_, ours_.root()));
  expect_refused(sign_token(good_, Organisation().roster_key()));
}

TEST_F(Token, IsRefusedFromARosterKeyThatWasReplaced) {
  EXPECT_TRUE(check_token(good(), ours_.trust(), 1, kFoundingDay + 1h));
  EXPECT_FALSE(check_token(good(), ours_.trust(), 2, kFoundingDay + 1h));
  const Issuer next = make_roster_key(ours_.root(), 2, kFoundingDay);
  EXPECT_TRUE(check_token(sign_token(good_, next), ours_.trust(), 2, kFoundingDay + 1h));
}

TEST_F(Token, IsRefusedWithTheRightCertificateAndAnotherKey) {
  expect_refused(sign_token(good_, {PrivateKey::generate(), ours_.roster_key().certificate}));
}

TEST_F(Token, IsRefusedWithMoreUsesThanWereSigned) {
  v1::SignedToken token;
  ASSERT_TRUE(token.ParseFromString(good()));
  v1::WorkshopToken inside = message();
  inside.set_uses(200);
  token.set_token(inside.SerializeAsString());
  expect_refused(token.SerializeAsString());
}

TEST_F(Token, IsRefusedWithAnyByteOfItsContentOrSignatureFlipped) {
  v1::SignedToken token;
  ASSERT_TRUE(token.ParseFromString(good()));
  const auto flipped = [](Bytes bytes, std::size_t at) {
    bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
    return bytes;
  };
  for (std::size_t at = 0; at < token.token().size(); ++at) {
    v1::SignedToken changed = token;
    changed.set_token(flipped(token.token(), at));
    expect_refused(changed.SerializeAsString());
  }
  for (std::size_t at = 0; at < token.signature().size(); ++at) {
    v1::SignedToken changed = token;
    changed.set_signature(flipped(token.signature(), at));
    expect_refused(changed.SerializeAsString());
  }
}

TEST_F(Token, IsRefusedCutAtEveryByte) {
  const Bytes token = good();
  for (std::size_t size = 0; size < token.size(); ++size) expect_refused(token.substr(0, size));
}

TEST_F(Token, IsRefusedOutsideItsLimitsEvenWhenSigned) {
  const std::int64_t begin = message().not_before();
  std::vector<v1::WorkshopToken> bad(9, message());
  bad[0].set_id("short");
  bad[1].set_uses(0);
  bad[2].set_uses(201);
  bad[3].set_uses(0xffffffff);
  bad[4].set_not_after(begin + 31 * 24 * 3600);
  bad[5].set_not_after(begin);
  bad[6].set_not_before(std::numeric_limits<std::int64_t>::min());
  bad[7].set_not_after(std::numeric_limits<std::int64_t>::max());
  bad[8].clear_id();
  for (const v1::WorkshopToken& inside : bad) expect_refused(signed_bytes(inside));
}

TEST_F(Token, IsNotAnyOtherSignatureOfTheSameKey) {
  v1::SignedToken token;
  token.set_token(message().SerializeAsString());
  token.set_signature(ours_.roster_key().key.sign(token.token()));
  token.set_signer_certificate(ours_.roster_key().certificate.to_pem());
  expect_refused(token.SerializeAsString());
}

}  // namespace
}  // namespace maintendue::identity
