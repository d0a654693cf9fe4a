#include "console/keyring/open_keys.h"
#include "desk.h"

namespace maintendue::cli {
namespace {

using test::Desk;

constexpr std::string_view kOld = "camille a neuf vies";
constexpr std::string_view kNew = "camille en a dix";

class PassphraseChange : public Desk {
 protected:
  PassphraseChange() {
    EXPECT_EQ(run(init()), 0) << terminal_->complained();
    put("new.pass", std::string(kNew) + "\n");
  }
  std::vector<std::string> change(const std::string& from, const std::string& to) const {
    return {
        "passphrase",
        "change",
        "--home",
        at("ORG/operators/camille"),
        "--passphrase-file",
        at(from),
        "--new-passphrase-file",
        at(to)
    };
  }
  test::fs::path key(const std::string& name) const { return at("ORG/operators/camille") / name; }
  bool opens(const std::string& name, std::string_view passphrase) const {
    return identity::PrivateKey::from_pem(read(key(name)), passphrase).has_value();
  }
};

TEST_F(PassphraseChange, LocksEveryKeyOfHersAnew) {
  const auto before = console::open_home(at("ORG/operators/camille"));
  ASSERT_EQ(run(change("camille.pass", "new.pass")), 0) << terminal_->complained();
  for (const char* name : {"operator.key", "encryption.key", "roster.key"}) {
    EXPECT_TRUE(opens(name, kNew)) << name;
    EXPECT_FALSE(opens(name, kOld)) << name;
    EXPECT_EQ(mode(key(name)), 0600u) << name;
  }
  const auto keys = console::OpenKeys::open(console::open_home(before.folder), kNew);
  ASSERT_TRUE(keys);
  EXPECT_EQ(keys->key.public_key(), before.owner.public_key) << "it is the same key";
  EXPECT_TRUE(keys->encryption_key);
}

TEST_F(PassphraseChange, WithAWrongOneChangesNothing) {
  expect_refused(change("nadia.pass", "new.pass"), 1);
  EXPECT_TRUE(opens("operator.key", kOld));
}

TEST_F(PassphraseChange, OfWhichOneKeyOpensByNeitherChangesNothing) {
  const auto stranger = identity::PrivateKey::generate().to_encrypted_pem("nadia aime la mer");
  std::ofstream(key("roster.key"), std::ios::binary) << stranger;
  expect_refused(change("camille.pass", "new.pass"), 1);
  EXPECT_TRUE(opens("operator.key", kOld));
  EXPECT_TRUE(opens("encryption.key", kOld));
}

TEST_F(PassphraseChange, ThatIsTooShortChangesNothing) {
  put("short.pass", "court\n");
  expect_refused(change("camille.pass", "short.pass"), 1);
  EXPECT_TRUE(opens("operator.key", kOld));
}

TEST_F(PassphraseChange, ThatWasCutShortIsFinishedBySayingItAgain) {
  for (const char* first : {"operator.key", "encryption.key", "roster.key"}) {
    SCOPED_TRACE(first);
    const std::string locked = read(key(first));
    ASSERT_EQ(run(change("camille.pass", "new.pass")), 0) << terminal_->complained();
    // As it lay there when the power went before this one was written.
    std::ofstream(key(first), std::ios::binary) << locked;
    ASSERT_EQ(run(change("camille.pass", "new.pass")), 0) << terminal_->complained();
    for (const char* name : {"operator.key", "encryption.key", "roster.key"}) {
      EXPECT_TRUE(opens(name, kNew)) << name;
    }
    ASSERT_EQ(run(change("new.pass", "camille.pass")), 0) << terminal_->complained();
  }
}

}  // namespace
}  // namespace maintendue::cli
