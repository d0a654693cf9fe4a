// What mediators note of families, and who else gets to read it.
#include "families.h"

namespace maintendue::test {
namespace {

STORY(Families, AMediatorNotesOneAndReadsItBack) {
  co_await begin();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  const HouseholdId martin = co_await noted(nadia_);
  EXPECT_EQ(co_await nadia_.load(), kDone);
  const console::Household& one = nadia_.family(martin);
  EXPECT_EQ(one.standing, Standing::Open);
  EXPECT_EQ(one.content.name(), "Mme Martin");
  EXPECT_EQ(one.content.machine_ids(0), "00000000000000bb");
  EXPECT_EQ(one.content.written_by(), site_.nadia().id);
  EXPECT_EQ(one.owner.value, site_.nadia().id);
  EXPECT_EQ(one.version, 1u);
}

STORY(Families, AColleagueHasTheKeyOnceAConsoleThatHasItWasThere) {
  co_await begin();
  EXPECT_EQ(co_await omar_.load(), kDone);
  EXPECT_FALSE(omar_.families().can_write());
  auto early = omar_.families().add(family());
  EXPECT_EQ((co_await std::move(early)).error().code, Errc::TryLater);
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(co_await omar_.load(), kDone);
  EXPECT_TRUE(omar_.families().can_write());
}

STORY(Families, AreTheirMediatorsAndAnybodysWhileOnDuty) {
  co_await begin();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  const HouseholdId martin = co_await noted(nadia_);
  EXPECT_EQ(co_await omar_.load(), kDone);
  EXPECT_EQ(omar_.family(martin).standing, Standing::Colleagues);
  EXPECT_EQ(omar_.family(martin).content.name(), "");
  EXPECT_EQ(omar_.family(martin).owner.value, site_.nadia().id);
  EXPECT_EQ(Desk::outcome(co_await omar_.families().erase(martin)), Errc::NotAllowed);

  EXPECT_EQ(
      Desk::outcome(co_await omar_.families().begin_duty(v1::DUTY_REASON_UNSPECIFIED)),
      Errc::BadMessage
  ) << "a duty has a reason";
  EXPECT_EQ(
      Desk::outcome(co_await omar_.families().begin_duty(v1::DUTY_REASON_FAMILY_CALLS)), kDone
  );
  EXPECT_EQ(co_await omar_.load(), kDone);
  EXPECT_EQ(omar_.family(martin).content.name(), "Mme Martin");
  auto changing = omar_.families().change(martin, family("Mme Martin-Petit"));
  EXPECT_EQ(Desk::outcome(co_await std::move(changing)), kDone);

  EXPECT_EQ(Desk::outcome(co_await omar_.families().end_duty()), kDone);
  EXPECT_EQ(co_await omar_.load(), kDone);
  EXPECT_EQ(omar_.family(martin).standing, Standing::Colleagues);
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(nadia_.family(martin).content.name(), "Mme Martin-Petit");
  EXPECT_EQ(nadia_.family(martin).content.written_by(), omars_.id);
  EXPECT_EQ(nadia_.family(martin).owner.value, site_.nadia().id) << "she is still Nadia's";
}

STORY(Families, AreNothingForSupportNorAdministrators) {
  co_await begin();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  const HouseholdId martin = co_await noted(nadia_);
  for (Desk* desk : no_mediators_) {
    EXPECT_EQ(co_await desk->load(), Errc::NotAllowed);
    auto duty = desk->families().begin_duty(v1::DUTY_REASON_FAMILY_CALLS);
    EXPECT_EQ(Desk::outcome(co_await std::move(duty)), Errc::NotAllowed);
    EXPECT_TRUE(desk->families().all().empty());
  }
}

STORY(Families, WhoeverWritesSecondIsTold) {
  co_await begin();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  const HouseholdId martin = co_await noted(nadia_);
  auto duty = omar_.families().begin_duty(v1::DUTY_REASON_UPKEEP);
  EXPECT_EQ(Desk::outcome(co_await std::move(duty)), kDone);
  EXPECT_EQ(co_await omar_.load(), kDone);
  auto first = nadia_.families().change(martin, family("Mme Martin, 2e étage"));
  EXPECT_EQ(Desk::outcome(co_await std::move(first)), kDone);
  auto second = omar_.families().change(martin, family("Mme Martin, 3e étage"));
  EXPECT_EQ(Desk::outcome(co_await std::move(second)), Errc::OutOfDate);
  EXPECT_EQ(co_await omar_.load(), kDone);
  EXPECT_EQ(omar_.family(martin).content.name(), "Mme Martin, 2e étage");
}

STORY(Families, AreHandedOverToAnotherMediatorAlone) {
  co_await begin();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  const HouseholdId martin = co_await noted(nadia_);
  auto wrong = nadia_.families().give(martin, OperatorId{site_.lea().id});
  EXPECT_EQ(Desk::outcome(co_await std::move(wrong)), Errc::NotAllowed);
  EXPECT_EQ(Desk::outcome(co_await nadia_.families().give(martin, omar_id_)), kDone);
  EXPECT_EQ(co_await omar_.load(), kDone);
  EXPECT_EQ(omar_.family(martin).content.name(), "Mme Martin");
  EXPECT_EQ(omar_.family(martin).content.written_by(), site_.nadia().id);
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(nadia_.family(martin).standing, Standing::Colleagues);
}

STORY(Families, AskedToBeForgottenAreGoneFromTheServersFiles) {
  co_await begin();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  const HouseholdId martin = co_await noted(nadia_);
  const HouseholdId diallo = co_await noted(nadia_, "Famille Diallo");
  EXPECT_EQ(Desk::outcome(co_await nadia_.families().erase(martin)), kDone);
  auto duty = omar_.families().begin_duty(v1::DUTY_REASON_UPKEEP);
  EXPECT_EQ(Desk::outcome(co_await std::move(duty)), kDone);
  EXPECT_EQ(co_await omar_.load(), kDone);
  EXPECT_EQ(omar_.family(martin).standing, Standing::Erased);
  EXPECT_EQ(omar_.family(diallo).standing, Standing::Open);
  auto changing = nadia_.families().change(martin, family());
  EXPECT_EQ(Desk::outcome(co_await std::move(changing)), Errc::NotFound);
}

STORY(Families, WhatARelayIsGivenIsSealedToTheRostersKeyBySomebodyOfItsOwn) {
  co_await begin();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  const auto put = [&](const Holder& by, const identity::PrivateKey& to, OperatorId owner) {
    const HouseholdId id{"00000000000000f1"};
    auto sealed = sealed_record::seal_content("x", id, 1, to.public_key());
    household_record::Record record{
        .household = id,
        .version = 1,
        .owner = std::move(owner),
        .at = std::chrono::system_clock::now(),
        .data_key_hash = identity::sha256(to.public_key()),
        .sealed_key_hash = identity::sha256(sealed.sealed_key),
        .nonce = sealed.nonce,
        .content = sealed.content,
        .by = OperatorId{by.id},
    };
    v1::PutHouseholdRequest request;
    request.set_signed_record(household_record::sign(record, site_.organisation().trust(), by.key));
    request.set_sealed_key(sealed.sealed_key);
    return nadia_.asking()("/maintendue.v1.Households/PutHousehold", request.SerializeAsString());
  };
  const auto& key = site_.organisation().data_key();
  const OperatorId nadia{site_.nadia().id};
  auto others = put(omars_, key, nadia);
  EXPECT_EQ((co_await std::move(others)).error().code, Errc::NotTrusted) << "somebody else's word";
  auto of_support = put(site_.lea(), key, nadia);
  EXPECT_EQ((co_await std::move(of_support)).error().code, Errc::NotTrusted);
  auto other_key = put(site_.nadia(), identity::PrivateKey::generate(), nadia);
  EXPECT_EQ((co_await std::move(other_key)).error().code, Errc::OutOfDate);
  auto no_owner = put(site_.nadia(), key, OperatorId{site_.lea().id});
  EXPECT_EQ((co_await std::move(no_owner)).error().code, Errc::NotAllowed);
  auto good = put(site_.nadia(), key, nadia);
  EXPECT_TRUE(co_await std::move(good));
}

}  // namespace
}  // namespace maintendue::test
