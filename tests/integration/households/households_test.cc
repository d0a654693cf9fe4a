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

STORY(Families, NoStolenKeyTakesTheOthersDataKeyAway) {
  co_await begin();
  const auto& team = site_.organisation();
  const auto junk = [&](const std::string& whom, const identity::PrivateKey& key) {
    v1::SealedDataKey one;
    one.set_data_key_hash(identity::sha256(team.data_key().public_key()));
    one.set_operator_id(whom);
    one.set_recipient_hash(identity::sha256(key.public_key()));
    one.set_sealed("nonsense");
    return one;
  };
  const identity::PrivateKey strange = identity::PrivateKey::generate();
  v1::DataKeys keys;
  *keys.add_keys() = junk(site_.nadia().id, site_.nadia().opens);
  *keys.add_keys() = junk(site_.nadia().id, strange);
  *keys.add_keys() = junk(site_.lea().id, site_.lea().opens);
  *keys.add_keys() = junk("00000000000000dd", strange);
  *keys.add_keys() = junk("", strange);
  co_await put_keys(keys);
  auto asking = nadia_.asking()("/maintendue.v1.Households/GetDataKeys", Bytes());
  v1::DataKeys kept;
  EXPECT_TRUE(kept.ParseFromString(required(co_await std::move(asking), "data keys")));
  EXPECT_EQ(kept.keys_size(), 1) << "hers, as before";
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_TRUE(nadia_.families().can_write());
}

STORY(Families, ThatTheRelayLostAreErasedAllTheSame) {
  co_await begin();
  const HouseholdId martin{"00000000000000f2"};
  local::v1::KeptHousehold seen;
  seen.set_version(4);
  seen.set_hash(Bytes(32, 'h'));
  EXPECT_TRUE(console::SeenHouseholds(nadia_.home()).keep(martin, seen));
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(nadia_.family(martin).standing, Standing::Missing);
  EXPECT_EQ(Desk::outcome(co_await nadia_.families().erase(martin)), Errc::NotAllowed)
      << "nobody knows whose it was";
  auto duty = nadia_.families().begin_duty(v1::DUTY_REASON_UPKEEP);
  EXPECT_EQ(Desk::outcome(co_await std::move(duty)), kDone);
  EXPECT_EQ(Desk::outcome(co_await nadia_.families().erase(martin)), kDone);
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(nadia_.family(martin).standing, Standing::Erased);
  EXPECT_EQ(co_await omar_.load(), kDone);
  EXPECT_EQ(omar_.family(martin).standing, Standing::Erased);
}

// What a console of somebody's own making could ask for.
class AskedOfTheRelay : public Families {
 protected:
  // A household's record, signed by `by` and sealed to that data key.
  net::awaitable<Errc> put(
      const Holder& by,
      const OperatorId& owner,
      const identity::PrivateKey& to,
      std::uint64_t version,
      std::uint64_t replaces = 0
  ) {
    auto sealed = sealed_record::seal_content("x", id_, version, to.public_key());
    household_record::Record record{
        .household = id_,
        .version = version,
        .owner = owner,
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
    request.set_replaces(replaces);
    return answer(nadia_, "PutHousehold", request.SerializeAsString());
  }
  net::awaitable<Errc> put(std::uint64_t version, std::uint64_t replaces = 0) {
    return put(site_.nadia(), OperatorId{site_.nadia().id}, key_, version, replaces);
  }
  net::awaitable<Errc> erase(
      Desk& desk, const Holder& by, std::uint64_t version, std::uint64_t replaces
  ) {
    const household_record::Erasure erasure{
        id_, version, std::chrono::system_clock::now(), OperatorId{by.id}
    };
    signed_ = household_record::sign(erasure, site_.organisation().trust(), by.key);
    v1::EraseHouseholdRequest request;
    request.set_signed_erasure(signed_);
    request.set_replaces(replaces);
    return answer(desk, "EraseHousehold", request.SerializeAsString());
  }
  // As the list shows it.
  net::awaitable<v1::HouseholdRow> row() {
    auto asking = nadia_.asking()("/maintendue.v1.Households/ListHouseholds", Bytes());
    v1::ListHouseholdsResponse page;
    (void)page.ParseFromString(required(co_await std::move(asking), "list"));
    for (const v1::HouseholdRow& one : page.households()) {
      if (one.household_id() == id_.value) co_return one;
    }
    co_return v1::HouseholdRow();
  }
  // That many hours from now.
  static std::uint64_t in(int hours) {
    const WallTime then = std::chrono::system_clock::now() + std::chrono::hours(hours);
    return static_cast<std::uint64_t>(to_unix_ms(then));
  }

  const HouseholdId id_{"00000000000000f1"};
  const identity::PrivateKey& key_ = site_.organisation().data_key();
  Bytes signed_;  // the last erasure that was asked for

 private:
  static net::awaitable<Errc> answer(Desk& desk, std::string method, Bytes request) {
    auto asking = desk.asking()("/maintendue.v1.Households/" + method, std::move(request));
    const Result<Bytes> answer = co_await std::move(asking);
    co_return answer ? kDone : answer.error().code;
  }
};

STORY(AskedOfTheRelay, ARecordIsSealedToTheRostersKeyBySomebodyOfItsOwn) {
  co_await begin();
  const OperatorId nadia{site_.nadia().id};
  EXPECT_EQ(co_await put(omars_, nadia, key_, 1), Errc::NotTrusted) << "somebody else's word";
  EXPECT_EQ(co_await put(site_.lea(), nadia, key_, 1), Errc::NotTrusted);
  const auto other_key = identity::PrivateKey::generate();
  EXPECT_EQ(co_await put(site_.nadia(), nadia, other_key, 1), Errc::OutOfDate);
  const OperatorId lea{site_.lea().id};
  EXPECT_EQ(co_await put(site_.nadia(), lea, key_, 1), Errc::NotAllowed) << "no mediator's";
  EXPECT_EQ(co_await put(site_.nadia(), nadia, key_, 1), kDone);
}

STORY(AskedOfTheRelay, AVersionIsAMomentOfADayAheadAtMost) {
  co_await begin();
  constexpr auto kLast = std::numeric_limits<std::uint64_t>::max();
  EXPECT_EQ(co_await put(kLast), Errc::OutOfDate) << "nothing could follow it";
  EXPECT_EQ(co_await put(in(25)), Errc::OutOfDate);
  const std::uint64_t now = in(0), later = in(1), last = in(23);
  EXPECT_EQ(co_await put(now), kDone);
  EXPECT_EQ(co_await put(now, now), Errc::OutOfDate);
  EXPECT_EQ(co_await put(now - 1, now), Errc::OutOfDate);
  EXPECT_EQ(co_await put(later, now), kDone) << "however many versions lie between";
  EXPECT_EQ(co_await erase(nadia_, site_.nadia(), kLast, later), Errc::OutOfDate);
  EXPECT_EQ(co_await erase(nadia_, site_.nadia(), in(25), later), Errc::OutOfDate);
  EXPECT_EQ(co_await erase(nadia_, site_.nadia(), later, later), Errc::OutOfDate);
  EXPECT_EQ(co_await erase(nadia_, site_.nadia(), last, later), kDone);
}

STORY(AskedOfTheRelay, AnErasureOfWhatItHasLostIsKept) {
  co_await begin();
  const std::uint64_t now = in(0);
  EXPECT_EQ(co_await erase(lea_, site_.lea(), now, 0), Errc::NotAllowed);
  EXPECT_EQ(co_await erase(nadia_, site_.nadia(), now, 0), Errc::NotAllowed);
  auto duty = nadia_.families().begin_duty(v1::DUTY_REASON_UPKEEP);
  EXPECT_EQ(Desk::outcome(co_await std::move(duty)), kDone);
  EXPECT_EQ(co_await erase(nadia_, site_.nadia(), now, now - 1), Errc::OutOfDate);
  EXPECT_EQ(co_await erase(nadia_, site_.nadia(), now, 0), kDone);
  EXPECT_EQ((co_await row()).signed_erasure(), signed_);
  EXPECT_EQ(co_await put(now + 1), Errc::OutOfDate);
  EXPECT_EQ(co_await put(now + 1, now), Errc::OutOfDate) << "nothing follows an erasure";
}

STORY(AskedOfTheRelay, TheSameErasureMayBeSaidAgainByWhoeverSaidIt) {
  co_await begin();
  const std::uint64_t now = in(0);
  EXPECT_EQ(co_await put(now), kDone);
  EXPECT_EQ(co_await erase(nadia_, site_.nadia(), now + 1, now), kDone);
  EXPECT_EQ(co_await erase(nadia_, site_.nadia(), now + 1, now), kDone) << "the answer was lost";
  EXPECT_EQ((co_await row()).signed_erasure(), signed_) << "which is what she keeps as seen";
  EXPECT_EQ(co_await erase(nadia_, site_.nadia(), now + 2, now), Errc::OutOfDate);
  EXPECT_EQ(co_await erase(nadia_, site_.nadia(), now + 2, now + 1), Errc::OutOfDate);
  EXPECT_EQ(co_await erase(omar_, omars_, now + 1, now), Errc::OutOfDate);
}

}  // namespace
}  // namespace maintendue::test
