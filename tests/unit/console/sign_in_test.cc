// Opening the operator's key, through the page's own calls.
#include <google/protobuf/descriptor.h>

#include "support/console_desk.h"
#include "support/scripted_line.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

class ConsoleSignIn : public Desk {
 protected:
  // None but those that lead to a sign-in.
  void expect_no_method_answers() {
    const auto* console = local::v1::Status::descriptor()->file()->FindServiceByName("Console");
    for (int i = 0; i < console->method_count(); ++i) {
      const std::string name = console->method(i)->name();
      if (name == "GetStatus" || name == "SignIn" || name == "SignOut") continue;
      const Answer answer = call("/maintendue.local.v1.Console/" + name, {});
      EXPECT_EQ(answer.body(), "{\"code\":\"permission_denied\",\"message\":\"not_allowed\"}")
          << name;
    }
  }
};

TEST_F(ConsoleSignIn, SaysWhoBeforeThePassphrase) {
  const local::v1::Status before = status();
  EXPECT_FALSE(before.signed_in());
  EXPECT_EQ(before.operator_name(), "Nadia");
  EXPECT_EQ(before.organisation(), "La Maison Numérique");
  ASSERT_EQ(before.roles_size(), 1);
  EXPECT_EQ(before.roles(0), v1::ROLE_MEDIATOR);
  EXPECT_EQ(before.relay(), local::v1::RELAY_STATE_UNSPECIFIED);
  EXPECT_GT(before.certificate_ends_ms(), to_unix_ms(timeline_.wall()));
}

TEST_F(ConsoleSignIn, BeforeItNothingIsForwarded) {
  const Answer answer = call("/maintendue.v1.Fleet/ListMachines", {});
  EXPECT_EQ(answer.result_int(), 401u);
  EXPECT_EQ(answer.body(), "{\"code\":\"unauthenticated\",\"message\":\"not_allowed\"}");
  const Answer stream = client().ask(
      http::verb::post, "/maintendue.v1.Events/Watch", call_fields("application/connect+proto"),
      Bytes(5, '\0')
  );
  EXPECT_EQ(stream.result_int(), 200u);
  EXPECT_EQ(
      stream.body().substr(5),
      "{\"error\":{\"code\":\"unauthenticated\",\"message\":\"not_allowed\"}}"
  );
}

TEST_F(ConsoleSignIn, BeforeItNoMethodOfTheConsoleAnswersButThoseThatLeadToIt) {
  expect_no_method_answers();
}

TEST_F(ConsoleSignIn, TheRightPassphraseOpensTheKey) {
  const Answer answer = sign_in();
  EXPECT_EQ(answer.result_int(), 200u);
  EXPECT_TRUE(status().signed_in());
}

// An address can be read from a command line by another user of this PC, who may be faster.
TEST_F(ConsoleSignIn, IsForTheVeryPageThatGaveThePassphrase) {
  const std::string stranger = redeem(address_token()).body();
  (void)sign_in();
  EXPECT_TRUE(status().signed_in());
  const std::string ours = std::exchange(token_, stranger);
  EXPECT_FALSE(status().signed_in());
  EXPECT_EQ(call("/maintendue.v1.Fleet/ListMachines", {}).result_int(), 401u);
  expect_no_method_answers();
  EXPECT_EQ(sign_in("wrong").result_int(), 403u) << "though the key is open";
  EXPECT_FALSE(status().signed_in());
  EXPECT_EQ(sign_in().result_int(), 200u);
  EXPECT_TRUE(status().signed_in());
  EXPECT_EQ(call("/maintendue.local.v1.Console/SignOut", {}).result_int(), 200u);
  token_ = ours;
  EXPECT_FALSE(status().signed_in()) << "signing out locks the key for every page";
}

TEST_F(ConsoleSignIn, APageThatIsNotSignedInSignsNobodyOut) {
  (void)sign_in();
  const std::string ours = std::exchange(token_, redeem(address_token()).body());
  EXPECT_EQ(call("/maintendue.local.v1.Console/SignOut", {}).result_int(), 200u);
  token_ = ours;
  EXPECT_TRUE(status().signed_in());
}

TEST_F(ConsoleSignIn, APageThatMissesMakesNoOtherWait) {
  (void)token();
  const std::string ours = std::exchange(token_, redeem(address_token()).body());
  for (int i = 0; i < 6; ++i) (void)sign_in("abricots");
  EXPECT_NE(sign_in().body().find("try_later"), Bytes::npos);
  token_ = ours;
  EXPECT_EQ(sign_in().result_int(), 200u);
}

TEST_F(ConsoleSignIn, ARelayThatIsDownIsToldAsSuch) {
  (void)sign_in();
  const Answer answer = call("/maintendue.v1.Fleet/ListMachines", {});
  EXPECT_EQ(answer.result_int(), 503u);
  EXPECT_EQ(answer.body(), "{\"code\":\"unavailable\",\"message\":\"relay_unreachable\"}");
  EXPECT_EQ(status().relay(), local::v1::RELAY_STATE_UNREACHABLE);
}

TEST_F(ConsoleSignIn, SigningOutForgetsTheKey) {
  (void)sign_in();
  EXPECT_EQ(call("/maintendue.local.v1.Console/SignOut", {}).result_int(), 200u);
  EXPECT_FALSE(status().signed_in());
  EXPECT_EQ(call("/maintendue.v1.Fleet/ListMachines", {}).result_int(), 401u);
  EXPECT_EQ(sign_in("wrong").result_int(), 403u) << "the passphrase is asked again";
}

TEST_F(ConsoleSignIn, AfterFiveMissesEachTryWaits) {
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(
        sign_in("abricots").body(),
        "{\"code\":\"permission_denied\",\"message\":\"wrong_passphrase\"}"
    );
  }
  EXPECT_NE(sign_in().body().find("try_later"), Bytes::npos) << "even the right one waits";
  timeline_.advance(29s);
  EXPECT_NE(sign_in().body().find("try_later"), Bytes::npos);
  timeline_.advance(1s);
  EXPECT_NE(sign_in("abricots").body().find("wrong_passphrase"), Bytes::npos);
  EXPECT_NE(sign_in().body().find("try_later"), Bytes::npos);
  timeline_.advance(30s);
  EXPECT_EQ(sign_in().result_int(), 200u);
}

TEST_F(ConsoleSignIn, AnExpiredCertificateIsSaidSo) {
  timeline_.set_wall(timeline_.wall() + std::chrono::hours{24 * 4000});
  const Answer answer = sign_in();
  EXPECT_NE(answer.body().find("not_trusted"), Bytes::npos);
  EXPECT_FALSE(status().signed_in());
  EXPECT_LT(status().certificate_ends_ms(), to_unix_ms(timeline_.wall()));
}

// ---- while another is under way ----

class ConsoleThatSignsOut : public EmptyDesk {
 protected:
  ConsoleThatSignsOut() {
    open_console([this](const auto&, auto) { return dial_by(script_); });
  }
  ~ConsoleThatSignsOut() override {
    script_.answer_all();
    drive(io_, console_->stop());
    console_.reset();
  }
  void sign_in_and_connect() {
    EXPECT_EQ(sign_in().result_int(), 200u);
    drive_until(io_, [this] { return script_.pulse != nullptr; });
    script_.beat();
    drive_until(io_, [this] { return status().relay() == local::v1::RELAY_STATE_CONNECTED; });
  }

  LineScript script_{io_};
};

TEST_F(ConsoleThatSignsOut, LetsNobodyInBeforeItIsDone) {
  sign_in_and_connect();
  script_.unanswered.insert("EndDuty");
  HttpClient page = client();
  page.send(http::verb::post, "/maintendue.local.v1.Console/SignOut", call_fields());
  drive_until(io_, [this] { return script_.waiting > 0; });
  EXPECT_EQ(sign_in().body(), "{\"code\":\"resource_exhausted\",\"message\":\"overloaded\"}");
  EXPECT_FALSE(status().signed_in());
  EXPECT_EQ(call("/maintendue.v1.Fleet/ListMachines", {}).result_int(), 401u);

  script_.answer_all();
  EXPECT_EQ(page.receive().result_int(), 200u);
  EXPECT_FALSE(status().signed_in());
  sign_in_and_connect();
  EXPECT_TRUE(status().signed_in());
  EXPECT_EQ(call("/maintendue.v1.Fleet/ListMachines", {}).result_int(), 200u);
}

// ---- the folder itself ----

class ConsoleHome : public ::testing::Test {
 protected:
  void expect_refused(const std::string& because) {
    try {
      (void)console::open_home(folder_.path());
      FAIL() << "opened";
    } catch (const std::runtime_error& refusal) {
      EXPECT_THAT(refusal.what(), ::testing::HasSubstr(because));
    }
  }
  TempFolder folder_;
  Organisation organisation_;
};

TEST_F(ConsoleHome, WantsItsThreeFiles) { expect_refused("operator.key cannot be read"); }

TEST_F(ConsoleHome, WantsTheKeyLocked) {
  const Holder nadia = organisation_.operator_named();
  put_home(folder_.path(), organisation_, nadia);
  put_file(folder_.path() / "operator.key", nadia.key.to_pem());
  expect_refused("not protected by a passphrase");
}

TEST_F(ConsoleHome, WantsItsOwnOrganisation) {
  put_home(folder_.path(), organisation_, Organisation("Ailleurs").operator_named());
  expect_refused("was not made by La Maison Numérique");
}

TEST_F(ConsoleHome, WantsAnOperator) {
  put_home(folder_.path(), organisation_, organisation_.machine());
  expect_refused("was not made by La Maison Numérique");
}

class ConsoleForeignKey : public Desk {};

TEST_F(ConsoleForeignKey, AKeyThatIsNotTheCertificatesOpensNothing) {
  put_home(folder_.path() / "home", organisation_, nadia_);
  const Holder other = organisation_.operator_named("Inès");
  put_file(folder_.path() / "home/operator.key", other.key.to_encrypted_pem(kPassphrase));
  net::thread_pool work{1};
  console::Keyring keyring(timeline_, work, console::open_home(folder_.path() / "home"));
  EXPECT_EQ(drive(io_, keyring.sign_in("page", kPassphrase)).error().code, Errc::NotTrusted);
  EXPECT_FALSE(keyring.keys());
}

}  // namespace
}  // namespace maintendue::test
