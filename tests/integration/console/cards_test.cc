// What pages are told of a PC's card, and what a signature on one is worth.
#include "machine_record/machine_record.h"
#include "office.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
using local::v1::MachineStanding;

class CardsPage : public Office {
 protected:
  std::string card(const Holder& pc) const { return card_of(pc, organisation_); }
  static std::string card_of(const Holder& pc, const Organisation& whose) {
    return machine_record::card_text(MachineId{pc.id}, key_hash(pc), whose.trust());
  }
  Answer read_answer(const std::string& text) {
    local::v1::ReadCardRequest request;
    request.set_text(text);
    return call("/maintendue.local.v1.Console/ReadCard", request.SerializeAsString());
  }
  local::v1::CardReading read(const std::string& text) {
    local::v1::CardReading reading;
    const Answer answer = read_answer(text);
    EXPECT_EQ(answer.result_int(), 200u) << answer.body();
    reading.ParseFromString(answer.body());
    return reading;
  }
  Answer sign_answer(const std::string& text, const std::string& machine) {
    local::v1::VerifyByCardRequest request;
    request.set_text(text);
    request.set_machine_id(machine);
    return call("/maintendue.local.v1.Console/VerifyByCard", request.SerializeAsString());
  }
  MachineStanding check(const Bytes& shown) {
    local::v1::CheckMachinesRequest request;
    request.add_machines()->set_machine_id(RelayStandIn::kMachine);
    request.mutable_machines(0)->set_signed_record(shown);
    const Answer answer =
        call("/maintendue.local.v1.Console/CheckMachines", request.SerializeAsString());
    local::v1::CheckMachinesResponse response;
    EXPECT_TRUE(response.ParseFromString(answer.body()));
    return response.machines_size() == 1 ? response.machines(0) : MachineStanding{};
  }
  static bool says(const Answer& answer, const std::string& error) {
    return answer.body().find('"' + error + '"') != std::string::npos;
  }
};

TEST_F(CardsPage, ReadsACardSignsItAndGivesTheRecordToTheRelay) {
  sign_in_and_connect();
  const std::string text = card(relay_.machine());
  const auto before = read(text);
  EXPECT_EQ(before.machine_id(), RelayStandIn::kMachine);
  EXPECT_FALSE(before.known());
  EXPECT_FALSE(before.other_key());
  EXPECT_EQ(relay_.records, 0) << "reading signs nothing";

  const Answer answer = sign_answer(text, RelayStandIn::kMachine);
  ASSERT_EQ(answer.result_int(), 200u) << answer.body();
  MachineStanding standing;
  ASSERT_TRUE(standing.ParseFromString(answer.body()));
  EXPECT_EQ(standing.state(), MachineStanding::VERIFIED);
  EXPECT_EQ(standing.how(), v1::VERIFIED_HOW_FACE_TO_FACE);
  EXPECT_EQ(standing.verified_by(), "Nadia");
  EXPECT_EQ(relay_.records, 1);
  const auto record = machine_record::content(relay_.record);
  ASSERT_TRUE(record);
  EXPECT_EQ(record->key_hash, key_hash(relay_.machine()));
  EXPECT_TRUE(read(text).known());
}

TEST_F(CardsPage, TellsThatThePcHadAnotherKey) {
  sign_in_and_connect();
  ASSERT_EQ(sign_answer(card(relay_.machine()), RelayStandIn::kMachine).result_int(), 200u);
  const auto reading = read(card(organisation_.machine(RelayStandIn::kMachine)));
  EXPECT_TRUE(reading.other_key());
  EXPECT_FALSE(reading.known());
}

TEST_F(CardsPage, SignsNoCardOfAnotherPc) {
  sign_in_and_connect();
  const Holder other = organisation_.machine("00000000000000bc");
  EXPECT_EQ(read(card(other)).machine_id(), other.id);
  EXPECT_TRUE(says(sign_answer(card(other), RelayStandIn::kMachine), "bad_message"));
  EXPECT_EQ(relay_.records, 0);
}

TEST_F(CardsPage, RefusesWhatIsNoCardOrAnotherOrganisations) {
  sign_in_and_connect();
  const Organisation elsewhere("Ailleurs");
  const std::string foreign = card_of(relay_.machine(), elsewhere);
  EXPECT_TRUE(says(read_answer(foreign), "not_trusted"));
  EXPECT_TRUE(says(sign_answer(foreign, RelayStandIn::kMachine), "not_trusted"));
  const std::string ours = card(relay_.machine());
  for (const std::string& text :
       {std::string(), std::string("https://example.org"), "<b>" + ours, ours + "\x1b[2J",
        ours + "\u202e", ours + std::string(400, 'A'), std::string(100'000, 'A')}) {
    EXPECT_TRUE(says(read_answer(text), "bad_message")) << text.substr(0, 100);
  }
  EXPECT_EQ(relay_.records, 0);
}

TEST_F(CardsPage, AnswersNobodyWhoIsNotSignedIn) {
  EXPECT_TRUE(says(read_answer(card(relay_.machine())), "not_allowed"));
  EXPECT_TRUE(says(sign_answer(card(relay_.machine()), RelayStandIn::kMachine), "not_allowed"));
}

// The page still has the list of before, and hands its record back.
TEST_F(CardsPage, DoesNotTakeARelayForBehindThatWasGivenTheRecordAMomentAgo) {
  sign_in_and_connect();
  const Bytes before = relay_.record;
  relay_.keeps_records_back = true;
  ASSERT_EQ(sign_answer(card(relay_.machine()), RelayStandIn::kMachine).result_int(), 200u);
  ASSERT_EQ(relay_.records, 1);
  EXPECT_EQ(check(before).state(), MachineStanding::VERIFIED);
  timeline_.settle();
  EXPECT_EQ(relay_.records, 1) << "it was given the same one again";
  timeline_.advance(60s);
  EXPECT_FALSE(check(before).relay_behind()) << "this is the first time that it counts";
  drive_until(io_, [this] { return relay_.records == 2; });
}

TEST_F(CardsPage, KeepsTheSignatureThoughTheRelayDoesNotListen) {
  sign_in_and_connect();
  relay_.stop();
  const std::string text = card(relay_.machine());
  EXPECT_EQ(sign_answer(text, RelayStandIn::kMachine).result_int(), 200u);
  EXPECT_TRUE(read(text).known());
}

}  // namespace
}  // namespace maintendue::test
