// `machine verify`: a PC whose text was read on the spot.
#include "console/machines/known_machines.h"
#include "desk.h"
#include "support/verified.h"

namespace maintendue::cli {
namespace {

using test::Desk;
using test::kToday;

class MachineCommands : public Desk {
 protected:
  MachineCommands() {
    EXPECT_EQ(run(init()), 0) << terminal_->complained();
    EXPECT_EQ(run(add("Nadia", "mediator")), 0) << terminal_->complained();
  }
  // There is no relay at that port.
  std::vector<std::string> verify(const std::string& text, const std::string& who = "nadia") const {
    return {
        "machine",
        "verify",
        "--home",
        at("ORG/operators/" + who),
        "--relay",
        "localhost:1",
        "--text",
        text,
        "--how",
        "workshop",
        "--passphrase-file",
        at(who + ".pass")
    };
  }
  std::string card() const {
    const auto trust = *identity::Trust::from_pem(read(at("ORG/operators/nadia/root.crt")));
    return machine_record::card_text(MachineId{"00000000000000bb"}, Bytes(32, 'k'), trust);
  }
  bool kept(const std::string& who = "nadia") const {
    return test::fs::exists(at("ORG/operators/" + who + "/machines/00000000000000bb"));
  }
};

TEST_F(MachineCommands, KeepTheRecordThoughTheRelayIsAwayAndSaySo) {
  EXPECT_EQ(run(verify(card())), 1);
  EXPECT_NE(terminal_->complained().find("relay_unreachable"), std::string::npos);
  ASSERT_TRUE(kept());
  local::v1::KeptMachine what;
  ASSERT_TRUE(what.ParseFromString(read(at("ORG/operators/nadia/machines/00000000000000bb"))));
  const auto record = machine_record::content(what.signed_record());
  ASSERT_TRUE(record);
  EXPECT_EQ(record->key_hash, Bytes(32, 'k'));
  EXPECT_EQ(record->how, v1::VERIFIED_HOW_WORKSHOP);
  EXPECT_EQ(record->at, std::chrono::floor<std::chrono::milliseconds>(kToday));
}

TEST_F(MachineCommands, RefuseWhatIsNoTextOfOurs) {
  const auto elsewhere = test::Organisation("Ailleurs").trust();
  const std::string theirs =
      machine_record::card_text(MachineId{"00000000000000bb"}, Bytes(32, 'k'), elsewhere);
  for (const std::string& text : {std::string("salon"), card() + "x", theirs}) {
    EXPECT_EQ(run(verify(text)), 1) << text;
    EXPECT_FALSE(kept()) << text;
  }
}

TEST_F(MachineCommands, AnAdministratorAloneVerifiesNothing) {
  EXPECT_EQ(run(verify(card(), "camille")), 1);
  EXPECT_FALSE(kept("camille"));
}

TEST_F(MachineCommands, WantToKnowHow) {
  auto words = verify(card());
  words[9] = "phone";  // that is for the page, with the family at the other end
  EXPECT_EQ(run(words), 2);
  EXPECT_FALSE(kept());
}

}  // namespace
}  // namespace maintendue::cli
