#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include "identity/openssl.h"
#include "pair.h"

namespace maintendue::seal {
namespace {

using test::Holder;
using test::Organisation;
using test::SealedPair;

// What an end says after its first error, whatever comes.
void expect_silent_forever(Endpoint& end, Errc why) {
  EXPECT_FALSE(end.ready());
  EXPECT_EQ(end.receive("more").error().code, why);
  EXPECT_EQ(end.receive("").error().code, why);
  EXPECT_EQ(end.seal("more").error().code, why);
}

TEST(EndpointRefusals, TheConsoleRefusesAnotherMachine) {
  const Organisation organisation;
  SealedPair pair(organisation, organisation.operator_named(), organisation.machine());
  const Holder other = organisation.machine("00000000000000cc");
  pair.pc = Endpoint(Role::Server, {other.key, other.chain}, [](const std::string&) {
    return Result<void>();
  });
  pair.settle();
  EXPECT_EQ(pair.console_heard.error().code, Errc::NotTrusted);
  EXPECT_EQ(pair.console_heard.error().detail, "another key");
  EXPECT_EQ(pair.pc_heard.error().code, Errc::NotTrusted);  // told by the console's alert
  expect_silent_forever(pair.console, Errc::NotTrusted);
  expect_silent_forever(pair.pc, Errc::NotTrusted);
}

TEST(EndpointRefusals, ThePcRefusesAnOperatorOfAnotherOrganisation) {
  const Organisation other;
  SealedPair pair(Organisation(), other.operator_named(), other.machine());
  pair.settle();
  EXPECT_EQ(pair.pc_heard.error().code, Errc::NotTrusted);
  EXPECT_EQ(pair.console_heard.error().code, Errc::NotTrusted);
  expect_silent_forever(pair.pc, Errc::NotTrusted);
}

TEST(EndpointRefusals, ThePcRefusesAMachineInThePlaceOfAnOperator) {
  SealedPair pair;
  const Holder twin = pair.organisation.machine("00000000000000dd");
  pair.console = Endpoint(Role::Client, {twin.key, twin.chain}, [](const std::string&) {
    return Result<void>();
  });
  pair.settle();
  EXPECT_EQ(pair.pc_heard.error().code, Errc::NotTrusted);
  EXPECT_FALSE(pair.pc.ready());
}

TEST(EndpointRefusals, APinThatThrowsRefuses) {
  SealedPair pair;
  const Holder nadia = pair.organisation.operator_named();
  pair.console =
      Endpoint(Role::Client, {nadia.key, nadia.chain}, [](const std::string&) -> Result<void> {
        throw std::runtime_error("disk full");
      });
  pair.settle();
  EXPECT_EQ(pair.console_heard.error().code, Errc::NotTrusted);
}

TEST(EndpointRefusals, ThePinSeesTheWholeChainLeafFirst) {
  SealedPair pair;
  const Holder nadia = pair.organisation.operator_named();
  std::string seen;
  pair.console =
      Endpoint(Role::Client, {nadia.key, nadia.chain}, [&seen](const std::string& chain) {
        seen = chain;
        return Result<void>();
      });
  const Holder machine = pair.organisation.machine();
  const auto anybody = [](const std::string&) { return Result<void>(); };
  pair.pc = Endpoint(Role::Server, {machine.key, machine.chain}, anybody);
  pair.settle();
  EXPECT_EQ(seen, machine.chain);
}

// A foreign TLS client over memory, with whatever settings the test wants.
class ForeignClient {
 public:
  explicit ForeignClient(int version) : context_(SSL_CTX_new(TLS_client_method())) {
    SSL_CTX_set_security_level(context_.get(), 0);
    SSL_CTX_set_max_proto_version(context_.get(), version);
    ssl_.reset(SSL_new(context_.get()));
    SSL_set_bio(ssl_.get(), BIO_new(BIO_s_mem()), to_pc_ = BIO_new(BIO_s_mem()));
    SSL_set_connect_state(ssl_.get());
  }
  Bytes speak() {
    SSL_do_handshake(ssl_.get());
    ERR_clear_error();
    return identity::content(to_pc_);
  }
  Bytes answer(BytesView heard) {
    (void)BIO_reset(to_pc_);
    BIO_write(SSL_get_rbio(ssl_.get()), heard.data(), static_cast<int>(heard.size()));
    return speak();
  }

 private:
  identity::Owned<SSL_CTX, SSL_CTX_free> context_;
  identity::Owned<SSL, SSL_free> ssl_;
  BIO* to_pc_ = nullptr;
};

TEST(EndpointRefusals, ThePcSpeaksNoOlderTls) {
  for (const int version : {TLS1_2_VERSION, TLS1_1_VERSION, TLS1_VERSION}) {
    SealedPair pair;
    ForeignClient old(version);
    const Bytes hello = old.speak();
    ASSERT_FALSE(hello.empty());
    EXPECT_EQ(pair.pc.receive(hello).error().code, Errc::BadMessage);
    expect_silent_forever(pair.pc, Errc::BadMessage);
  }
}

TEST(EndpointRefusals, ThePcWantsACertificate) {
  SealedPair pair;
  ForeignClient nobody(TLS1_3_VERSION);
  const Result<Bytes> hello = pair.pc.receive(nobody.speak());
  ASSERT_TRUE(hello);  // so that the refusal is for the certificate that does not come
  const Result<Bytes> finished = pair.pc.receive(nobody.answer(pair.pc.take_outgoing()));
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().code, Errc::BadMessage);
  EXPECT_FALSE(pair.pc.ready());
}

TEST(EndpointRefusals, WhatIsNotTlsIsABadMessage) {
  for (const BytesView bytes :
       {"GET / HTTP/1.1\r\n\r\n", "RFB 003.008\n", "\x16\x03\x01\xff\xff...."}) {
    SealedPair pair;
    EXPECT_EQ(pair.pc.receive(bytes).error().code, Errc::BadMessage);
    SealedPair again;
    EXPECT_EQ(again.console.receive(bytes).error().code, Errc::BadMessage);
  }
}

TEST(EndpointRefusals, ARecordIsTakenOnce) {
  SealedPair pair;
  pair.settle();
  ASSERT_TRUE(pair.console.seal("press the key"));
  const Bytes record = pair.console.take_outgoing();
  EXPECT_TRUE(pair.pc.receive(record));
  EXPECT_EQ(pair.pc.receive(record).error().code, Errc::BadMessage);
  expect_silent_forever(pair.pc, Errc::BadMessage);
}

TEST(EndpointRefusals, ARecordOfAnotherSessionIsNotTaken) {
  SealedPair one;
  SealedPair two;
  one.settle();
  two.settle();
  ASSERT_TRUE(one.console.seal("press the key"));
  EXPECT_EQ(two.pc.receive(one.console.take_outgoing()).error().code, Errc::BadMessage);
}

TEST(EndpointRefusals, RecordsKeepTheirOrder) {
  SealedPair pair;
  pair.settle();
  ASSERT_TRUE(pair.console.seal("first"));
  (void)pair.console.take_outgoing();
  ASSERT_TRUE(pair.console.seal("second"));
  EXPECT_EQ(pair.pc.receive(pair.console.take_outgoing()).error().code, Errc::BadMessage);
}

}  // namespace
}  // namespace maintendue::seal
