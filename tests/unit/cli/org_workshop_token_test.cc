#include "desk.h"
#include "identity/workshop_token.h"

namespace maintendue::cli {
namespace {

using test::Desk;
using test::kToday;
using namespace std::chrono_literals;

class OrgWorkshopToken : public Desk {
 protected:
  OrgWorkshopToken() { EXPECT_EQ(run(init()), 0); }
  Result<identity::WorkshopToken> check(WallTime now) const {
    const auto trust = identity::Trust::from_pem(read(at("ORG/root.crt")));
    return identity::check_token(read(at("token")), *trust, 1, now);
  }
};

TEST_F(OrgWorkshopToken, MakesATokenThatTheEnrolmentTakes) {
  ASSERT_EQ(run(token()), 0) << terminal_->complained();
  const auto made = check(kToday);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->uses, 5);
  EXPECT_EQ(made->not_after, kToday + 8h);
  EXPECT_FALSE(check(kToday + 8h));
  EXPECT_TRUE(check(kToday - 30min));  // a server whose clock is a little behind
  EXPECT_EQ(mode(at("token")), 0600u);
}

TEST_F(OrgWorkshopToken, MakesAnotherOneEachTime) {
  ASSERT_EQ(run(token("one")), 0);
  ASSERT_EQ(run(token("two")), 0);
  EXPECT_NE(read(at("one")), read(at("two")));
}

TEST_F(OrgWorkshopToken, NeverOverwrites) {
  ASSERT_EQ(run(token()), 0);
  expect_refused(token(), 1);
}

TEST_F(OrgWorkshopToken, WantsTheRosterKey) {
  ASSERT_EQ(run(add("Nadia", "mediator,support")), 0);
  const auto by_nadia = with(token(), "--home", at("ORG/operators/nadia"));
  expect_refused(with(by_nadia, "--passphrase-file", at("nadia.pass")), 1);
}

TEST_F(OrgWorkshopToken, WantsAKeyThatBelongsToItsCertificate) {
  ASSERT_EQ(run(init("OTHER")), 0);
  for (const char* file : {"roster.key", "roster.crt"}) {
    const auto before = read(at("ORG/operators/camille") / file);
    test::fs::copy_file(
        at("OTHER/operators/camille") / file, at("ORG/operators/camille") / file,
        test::fs::copy_options::overwrite_existing
    );
    expect_refused(token(), 1);
    put(std::string("ORG/operators/camille/") + file, before);
  }
}

TEST_F(OrgWorkshopToken, RefusesWhatItCannotUse) {
  expect_refused(with(token(), "--passphrase-file", at("nadia.pass")), 1);
  expect_refused(with(token(), "--home", at("ORG")), 1);
  expect_refused(with(token(), "--home", at("")), 1);
  expect_refused(token("no/such/folder"), 1);
  for (const char* uses : {"0", "201", "-1", "five", "5 ", "", "99999999999"}) {
    expect_refused(with(token(), "--uses", uses), 2);
  }
  for (const char* hours : {"0", "720", "8h"}) expect_refused(with(token(), "--hours", hours), 2);
  for (const char* option : {"--home", "--uses", "--hours", "--out"}) {
    expect_refused(without(token(), option), 2);
  }
}

}  // namespace
}  // namespace maintendue::cli
