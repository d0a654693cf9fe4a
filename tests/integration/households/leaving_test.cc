// A colleague leaves: what she has read she has read; what is written from then on she can't, with
// a copy of the server's disk and every key she ever had.
#include "families.h"
#include "sealed_record/envelope.h"

namespace maintendue::test {
namespace {

class LeavingColleague : public Families {
 protected:
  // Omar has the key, and reads everything of before.
  net::awaitable<HouseholdId> begin_with_omar() {
    co_await begin();
    EXPECT_EQ(co_await nadia_.load(), kDone);
    const HouseholdId martin = co_await noted(nadia_);
    auto duty = omar_.families().begin_duty(v1::DUTY_REASON_UPKEEP);
    EXPECT_EQ(Desk::outcome(co_await std::move(duty)), kDone);
    EXPECT_EQ(co_await omar_.load(), kDone);
    EXPECT_EQ(omar_.family(martin).content.name(), "Mme Martin");
    co_return martin;
  }
  // Of what lies on the relay's disk just now, how many records these keys open.
  net::awaitable<int> opened_from_the_disk(std::vector<identity::PrivateKey> keys) {
    const TempFolder copy;
    for (const auto& file : std::filesystem::directory_iterator(site_.data())) {
      std::filesystem::copy(file.path(), copy.path() / file.path().filename());
    }
    const auto store =
        relay::FamilyStore::open(site_.main(), copy.path(), std::chrono::system_clock::now());
    const auto sealed = required(co_await store->data_keys(), "data keys");
    for (const relay::SealedDataKey& one : sealed) {
      for (const identity::PrivateKey& key : std::vector(keys)) {
        const auto opened = sealed_record::open_sealed(key, one.sealed);
        const auto data_key = opened ? identity::PrivateKey::from_pem(*opened)
                                     : Result<identity::PrivateKey>(fail(Errc::NotTrusted));
        if (data_key) keys.push_back(*data_key);
      }
    }
    int opened = 0;
    HouseholdId from_the_first;
    const auto page = required(co_await store->households(from_the_first), "households");
    for (const relay::Household& one : page.households) {
      const auto record = household_record::content(one.signed_record);
      for (const identity::PrivateKey& key : keys) {
        if (record && sealed_record::open_content(*record, one.sealed_key, key)) ++opened;
      }
    }
    co_return opened;
  }
  // An administrator's change, of which the sealed keys are lost on the way: what they were.
  net::awaitable<v1::DataKeys> only_publish(console::Edit edit) {
    const auto edited =
        authority_.sign(camille_.team().book(), edit, std::chrono::system_clock::now());
    if (!edited) throw std::runtime_error("the change is none");
    co_await publish(edited->book.news());
    co_return edited->data_keys;
  }

  const std::vector<identity::PrivateKey> omars_keys_{omars_.key, omars_.opens};
  const std::vector<v1::Role> mediator_{v1::ROLE_MEDIATOR};
};

STORY(LeavingColleague, CantReadWhatIsWrittenFromThenOn) {
  const HouseholdId martin = co_await begin_with_omar();
  EXPECT_EQ(co_await opened_from_the_disk(omars_keys_), 1) << "the test would see it";
  co_await omar_leaves();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(required(co_await nadia_.families().seal_anew(), "seal anew"), 1);
  const HouseholdId diallo = co_await noted(nadia_, "Famille Diallo");
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(nadia_.family(martin).content.name(), "Mme Martin");
  EXPECT_EQ(nadia_.family(diallo).content.name(), "Famille Diallo");
  // And with the data key that was his, which he may have kept.
  std::vector<identity::PrivateKey> all = omars_keys_;
  all.push_back(site_.organisation().data_key());
  EXPECT_EQ(co_await opened_from_the_disk(all), 0);
  const std::vector<identity::PrivateKey> nadias(1, site_.nadia().opens);
  EXPECT_EQ(co_await opened_from_the_disk(nadias), 2);
  EXPECT_EQ(co_await omar_.load(), Errc::NotTrusted) << "he is nobody to the relay";
}

STORY(LeavingColleague, WhatHeWroteStaysReadableAndIsSignedAnew) {
  (void)co_await begin_with_omar();
  const HouseholdId diallo = co_await noted(omar_, "Famille Diallo");
  auto duty = nadia_.families().begin_duty(v1::DUTY_REASON_UPKEEP);
  EXPECT_EQ(Desk::outcome(co_await std::move(duty)), kDone);
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(Desk::outcome(co_await nadia_.families().end_duty()), kDone);
  co_await omar_leaves();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(nadia_.family(diallo).standing, Standing::Open) << "nobody looks after it any more";
  EXPECT_EQ(required(co_await nadia_.families().seal_anew(), "seal anew"), 2);
  const console::Household& one = nadia_.family(diallo);
  EXPECT_EQ(one.content.name(), "Famille Diallo");
  EXPECT_EQ(one.content.written_by(), omars_.id) << "who wrote it down stays";
  EXPECT_EQ(one.owner, omar_id_) << "until somebody takes it over";
  auto giving = nadia_.families().give(diallo, OperatorId{site_.nadia().id});
  EXPECT_EQ(Desk::outcome(co_await std::move(giving)), kDone);
}

STORY(LeavingColleague, SealingAnewCanBeCutOffAnywhere) {
  (void)co_await begin_with_omar();
  for (int n = 0; n < 3; ++n) (void)co_await noted(nadia_, "Famille Diallo");
  co_await omar_leaves();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  int puts = 0;
  nadia_.on_the_way = [&](const std::string& method, Bytes&) {
    if (method.ends_with("PutHousehold") && ++puts == 2) throw std::runtime_error("cut off");
  };
  bool cut = false;
  try {
    (void)co_await nadia_.families().seal_anew();
  } catch (const std::runtime_error&) {
    cut = true;
  }
  EXPECT_TRUE(cut);
  nadia_.on_the_way = nullptr;
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(required(co_await nadia_.families().seal_anew(), "seal anew"), 2);
  EXPECT_EQ(required(co_await nadia_.families().seal_anew(), "seal anew"), 0);
}

STORY(LeavingColleague, WhatHeErasedIsSaidAnewByWhoeverSawItInTime) {
  const HouseholdId martin = co_await begin_with_omar();
  const HouseholdId diallo = co_await noted(nadia_, "Famille Diallo");
  console::Edit joins = console::SetRoles{OperatorId{site_.lea().id}, mediator_};
  (void)co_await only_publish(std::move(joins));
  EXPECT_EQ(co_await nadia_.load(), kDone);
  auto duty = lea_.families().begin_duty(v1::DUTY_REASON_UPKEEP);
  EXPECT_EQ(Desk::outcome(co_await std::move(duty)), kDone);
  EXPECT_EQ(co_await lea_.load(), kDone);
  EXPECT_EQ(lea_.family(martin).standing, Standing::Open);

  EXPECT_EQ(Desk::outcome(co_await omar_.families().erase(martin)), kDone);
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(required(co_await nadia_.families().erase_anew(), "erase anew"), 0)
      << "his word counts";
  co_await omar_leaves();
  EXPECT_EQ(co_await lea_.load(), kDone);
  EXPECT_EQ(lea_.family(martin).standing, Standing::Missing) << "she did not see it";
  EXPECT_EQ(required(co_await lea_.families().erase_anew(), "erase anew"), 0);

  // What he signs now, for whoever owns the relay, is nobody's to repeat.
  const household_record::Erasure late{
      diallo, nadia_.family(diallo).version + 1, std::chrono::system_clock::now(), omar_id_
  };
  const Bytes word = household_record::sign(late, site_.organisation().trust(), omars_.key);
  nadia_.on_the_way = [&](const std::string& method, Bytes& answer) {
    v1::ListHouseholdsResponse page;
    if (!method.ends_with("ListHouseholds") || !page.ParseFromString(answer)) return;
    for (v1::HouseholdRow& row : *page.mutable_households()) {
      if (row.household_id() != diallo.value) continue;
      row.Clear();
      row.set_household_id(diallo.value);
      row.set_version(late.version);
      row.set_signed_erasure(word);
    }
    answer = page.SerializeAsString();
  };
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(nadia_.family(diallo).standing, Standing::Missing);
  EXPECT_EQ(nadia_.family(martin).standing, Standing::Erased);
  EXPECT_EQ(required(co_await nadia_.families().erase_anew(), "erase anew"), 1);
  EXPECT_EQ(co_await lea_.load(), kDone);
  EXPECT_EQ(lea_.family(martin).standing, Standing::Erased);
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(nadia_.family(martin).standing, Standing::Erased);
  EXPECT_EQ(required(co_await nadia_.families().erase_anew(), "erase anew"), 0);
}

// A thief's night with his key: nobody repeats it by herself.
STORY(LeavingColleague, WhatHeErasedByTheDozenNobodyVouchesFor) {
  std::vector<HouseholdId> families;
  families.push_back(co_await begin_with_omar());
  while (families.size() <= console::kMostSaidAnew) {
    families.push_back(co_await noted(nadia_, "Famille " + std::to_string(families.size())));
  }
  EXPECT_EQ(co_await omar_.load(), kDone);
  for (const HouseholdId& family : families) {
    EXPECT_EQ(Desk::outcome(co_await omar_.families().erase(family)), kDone);
  }
  EXPECT_EQ(co_await nadia_.load(), kDone);
  co_await omar_leaves();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(required(co_await nadia_.families().erase_anew(), "erase anew"), 0);
}

STORY(LeavingColleague, ANewMediatorReadsOnceAColleagueWasThere) {
  const HouseholdId martin = co_await begin_with_omar();
  console::Edit joins = console::SetRoles{OperatorId{site_.lea().id}, mediator_};
  const v1::DataKeys sealed = co_await only_publish(std::move(joins));
  EXPECT_EQ(sealed.keys_size(), 0) << "nobody may open less";
  EXPECT_EQ(co_await lea_.load(), kDone);
  EXPECT_FALSE(lea_.families().can_write());
  EXPECT_EQ(co_await nadia_.load(), kDone);
  auto duty = lea_.families().begin_duty(v1::DUTY_REASON_COLLEAGUE_AWAY);
  EXPECT_EQ(Desk::outcome(co_await std::move(duty)), kDone);
  EXPECT_EQ(co_await lea_.load(), kDone);
  EXPECT_EQ(lea_.family(martin).content.name(), "Mme Martin");
}

STORY(LeavingColleague, TheSheetBringsTheKeyBackWhenNobodyHasItAnyMore) {
  co_await begin();
  co_await omar_leaves();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  const HouseholdId martin = co_await noted(nadia_);
  // Léa takes over, and no console of Nadia's is on any more. What the roster seals is lost too.
  console::Edit takes_over = console::SetRoles{OperatorId{site_.lea().id}, mediator_};
  (void)co_await only_publish(std::move(takes_over));
  console::Edit leaves = console::RemoveColleague{OperatorId{site_.nadia().id}};
  (void)co_await only_publish(std::move(leaves));
  EXPECT_EQ(co_await lea_.load(), kDone);
  EXPECT_EQ(lea_.family(martin).standing, Standing::Locked);
  auto strange = lea_.families().data_keys().recover(identity::PrivateKey::generate());
  EXPECT_EQ(Desk::outcome(co_await std::move(strange)), Errc::NotFound);
  auto recovering = lea_.families().data_keys().recover(site_.organisation().recovery_key());
  EXPECT_EQ(Desk::outcome(co_await std::move(recovering)), kDone);
  EXPECT_EQ(co_await lea_.load(), kDone);
  EXPECT_EQ(lea_.family(martin).standing, Standing::SignerGone) << "she had never seen it";
  EXPECT_EQ(lea_.family(martin).content.name(), "Mme Martin");
}

}  // namespace
}  // namespace maintendue::test
