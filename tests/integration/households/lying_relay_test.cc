// A relay that shows less, or older, or what an old key signed.
#include "families.h"

namespace maintendue::test {
namespace {

class LyingRelay : public Families {
 protected:
  // Changes each page of the list that comes to Nadia.
  void lie(std::function<void(v1::ListHouseholdsResponse&)> how) {
    nadia_.on_the_way = [how](const std::string& method, Bytes& answer) {
      v1::ListHouseholdsResponse page;
      if (!method.ends_with("ListHouseholds") || !page.ParseFromString(answer)) return;
      how(page);
      answer = page.SerializeAsString();
    };
  }
  static std::uint64_t now_ms() {
    return static_cast<std::uint64_t>(to_unix_ms(std::chrono::system_clock::now()));
  }
  // Nadia is shown, in place of the first household, what somebody signed in Omar's name.
  void show_in_omars_name(const HouseholdId& id, const identity::PrivateKey& key) {
    const Bytes data_key = nadia_.team().book().roster().data_key;
    const std::uint64_t version = now_ms() + 1000;
    auto sealed = sealed_record::seal_content(
        family("Mme Martin, nouveau téléphone").SerializeAsString(), id, version, data_key
    );
    const household_record::Record forged{
        .household = id,
        .version = version,
        .owner = OperatorId{site_.nadia().id},
        .at = std::chrono::system_clock::now(),
        .data_key_hash = identity::sha256(data_key),
        .sealed_key_hash = identity::sha256(sealed.sealed_key),
        .nonce = sealed.nonce,
        .content = sealed.content,
        .by = omar_id_,
    };
    const Bytes words = household_record::sign(forged, site_.organisation().trust(), key);
    lie([version, words, sealed](v1::ListHouseholdsResponse& page) {
      v1::HouseholdRow& row = *page.mutable_households(0);
      row.set_version(version);
      row.set_signed_record(words);
      row.set_sealed_key(sealed.sealed_key);
    });
  }
};

STORY(LyingRelay, AHouseholdThatItHidesIsMissing) {
  co_await begin();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  const HouseholdId martin = co_await noted(nadia_);
  lie([](v1::ListHouseholdsResponse& page) { page.clear_households(); });
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(nadia_.family(martin).standing, Standing::Missing);
  EXPECT_EQ(nadia_.family(martin).content.name(), "");
  auto changing = nadia_.families().change(martin, family());
  EXPECT_EQ(Desk::outcome(co_await std::move(changing)), Errc::OutOfDate)
      << "it is there after all";
}

STORY(LyingRelay, AListWithoutEndIsNotReadToTheEnd) {
  co_await begin();
  int pages = 0;
  lie([&pages](v1::ListHouseholdsResponse& page) {
    char id[17];
    std::snprintf(id, sizeof id, "%016x", ++pages);
    page.clear_households();
    page.add_households()->set_household_id(id);
    page.mutable_households(0)->set_signed_record(Bytes(4 * 1024 * 1024, 'x'));
    page.set_more(pages < 100);
  });
  EXPECT_EQ(co_await nadia_.load(), Errc::NoRoom);
  EXPECT_EQ(pages, 32);
}

STORY(LyingRelay, AnOlderVersionIsToldAsOne) {
  co_await begin();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  const HouseholdId martin = co_await noted(nadia_);
  v1::ListHouseholdsResponse before;
  lie([&](v1::ListHouseholdsResponse& page) { before = page; });
  EXPECT_EQ(co_await nadia_.load(), kDone);
  auto changing = nadia_.families().change(martin, family("Mme Martin, sans téléphone"));
  EXPECT_EQ(Desk::outcome(co_await std::move(changing)), kDone);
  lie([&](v1::ListHouseholdsResponse& page) { page = before; });
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(nadia_.family(martin).standing, Standing::Older);
  EXPECT_EQ(nadia_.family(martin).content.name(), "");
}

STORY(LyingRelay, OneThatIsShownTwiceIsHeldAgainstTheFirstTime) {
  co_await begin();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  const HouseholdId martin = co_await noted(nadia_);
  const HouseholdId diallo = co_await noted(nadia_, "Famille Diallo");
  v1::ListHouseholdsResponse before;
  lie([&](v1::ListHouseholdsResponse& page) { before = page; });
  EXPECT_EQ(co_await nadia_.load(), kDone);
  nadia_.on_the_way = nullptr;
  // Written, and erased, where this console has not seen it yet.
  auto duty = omar_.families().begin_duty(v1::DUTY_REASON_UPKEEP);
  EXPECT_EQ(Desk::outcome(co_await std::move(duty)), kDone);
  EXPECT_EQ(co_await omar_.load(), kDone);
  auto changing = omar_.families().change(martin, family("Mme Martin, sans téléphone"));
  EXPECT_EQ(Desk::outcome(co_await std::move(changing)), kDone);
  EXPECT_EQ(Desk::outcome(co_await omar_.families().erase(diallo)), kDone);
  lie([&](v1::ListHouseholdsResponse& page) { page.MergeFrom(before); });
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(nadia_.family(martin).standing, Standing::Older);
  EXPECT_EQ(nadia_.family(martin).content.name(), "");
  EXPECT_EQ(nadia_.family(diallo).standing, Standing::Older);
  EXPECT_EQ(nadia_.family(diallo).content.name(), "");
}

STORY(LyingRelay, OneThatItNamesNoOwnerOfIsHersWhoWritesIt) {
  co_await begin();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  const HouseholdId martin = co_await noted(nadia_);
  lie([](v1::ListHouseholdsResponse& page) {
    page.mutable_households(0)->set_owner_operator_id("nobody");
  });
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(nadia_.family(martin).standing, Standing::Damaged);
  auto changing = nadia_.families().change(martin, family("Mme Martin-Petit"));
  EXPECT_EQ(Desk::outcome(co_await std::move(changing)), kDone);
  nadia_.on_the_way = nullptr;
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(nadia_.family(martin).standing, Standing::Open) << "she signed what can be read";
  EXPECT_EQ(nadia_.family(martin).owner.value, site_.nadia().id);
}

STORY(LyingRelay, OneThatWasPutBackToABackupIsWrittenOnByWhoeverSawMore) {
  co_await begin();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  const HouseholdId martin = co_await noted(nadia_);
  // She saw a later version, and its erasure is what she kept of another.
  local::v1::KeptHousehold later, gone;
  later.set_version(now_ms() + 3'600'000);
  later.set_hash(Bytes(32, 'h'));
  const HouseholdId diallo = co_await noted(nadia_, "Famille Diallo");
  gone = later;
  gone.set_erased(true);
  const console::SeenHouseholds seen(nadia_.home());
  EXPECT_TRUE(seen.keep(martin, later));
  EXPECT_TRUE(seen.keep(diallo, gone));
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(nadia_.family(martin).standing, Standing::Older);
  EXPECT_EQ(nadia_.family(diallo).standing, Standing::Older);
  auto changing = nadia_.families().change(martin, family("Mme Martin, comme avant"));
  EXPECT_EQ(Desk::outcome(co_await std::move(changing)), kDone);
  EXPECT_EQ(Desk::outcome(co_await nadia_.families().erase(diallo)), kDone);
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(nadia_.family(martin).standing, Standing::Open);
  EXPECT_EQ(nadia_.family(martin).version, later.version() + 1);
  EXPECT_EQ(nadia_.family(diallo).standing, Standing::Erased);
}

STORY(LyingRelay, WhatAnOldKeySignsIsNeitherBelievedNorSignedAnew) {
  co_await begin();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  const HouseholdId martin = co_await noted(nadia_);
  co_await omar_leaves();
  // Omar left with his key, and the data key's public half stands in the roster.
  show_in_omars_name(martin, omars_.key);
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(nadia_.family(martin).standing, Standing::SignerGone);
  EXPECT_EQ(required(co_await nadia_.families().seal_anew(), "seal anew"), 0);
  nadia_.on_the_way = nullptr;
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(nadia_.family(martin).standing, Standing::Open) << "and it has not counted as seen";
  EXPECT_EQ(nadia_.family(martin).content.name(), "Mme Martin");
}

STORY(LyingRelay, WhatIsToldApartIsNotGivenOn) {
  co_await begin();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  const HouseholdId martin = co_await noted(nadia_);
  // The relay needs no key of Omar's: nobody has his public half any more.
  show_in_omars_name(martin, identity::PrivateKey::generate());
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(nadia_.family(martin).standing, Standing::Damaged) << "he is there, and signed nothing";
  co_await omar_leaves();
  show_in_omars_name(martin, identity::PrivateKey::generate());
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(nadia_.family(martin).standing, Standing::SignerGone);
  auto giving = nadia_.families().give(martin, OperatorId{site_.nadia().id});
  EXPECT_EQ(Desk::outcome(co_await std::move(giving)), Errc::NotFound)
      << "her own signature would make a fact of it";
}

STORY(LyingRelay, AVersionOfItsOwnMovesNoFloor) {
  co_await begin();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  const HouseholdId martin = co_await noted(nadia_);
  const auto expect_no_floor = [&] { EXPECT_LE(nadia_.family(martin).next, now_ms() + 1); };
  constexpr std::uint64_t kLast = ~std::uint64_t{0};
  lie([](v1::ListHouseholdsResponse& page) { page.mutable_households(0)->set_version(kLast); });
  EXPECT_EQ(co_await nadia_.load(), kDone);
  expect_no_floor();
  lie([](v1::ListHouseholdsResponse& page) {
    page.mutable_households(0)->set_version(kLast);
    page.mutable_households(0)->clear_signed_record();
  });
  EXPECT_EQ(co_await nadia_.load(), kDone);
  expect_no_floor();
  nadia_.on_the_way = nullptr;
  EXPECT_EQ(co_await nadia_.load(), kDone);
  auto changing = nadia_.families().change(martin, family("Mme Martin-Petit"));
  EXPECT_EQ(Desk::outcome(co_await std::move(changing)), kDone);
  EXPECT_LE(nadia_.family(martin).version, now_ms() + 1);
}

STORY(LyingRelay, ThatTakesNoDataKeysIsReadAllTheSame) {
  co_await begin();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  const HouseholdId martin = co_await noted(nadia_);
  // It hides what the others have, and is cut off when Nadia hands them on.
  nadia_.on_the_way = [&](const std::string& method, Bytes& answer) {
    v1::DataKeys keys;
    if (method.ends_with("PutDataKeys")) nadia_.lost = true;
    if (!method.ends_with("GetDataKeys") || !keys.ParseFromString(answer)) return;
    for (v1::SealedDataKey& key : *keys.mutable_keys()) {
      if (key.operator_id() != site_.nadia().id) key.set_recipient_hash(Bytes(32, 'x'));
    }
    answer = keys.SerializeAsString();
  };
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(nadia_.family(martin).standing, Standing::Open);
}

STORY(LyingRelay, WhereNobodyKnowsHowFarItWasSeenIsTold) {
  co_await begin();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  const HouseholdId martin = co_await noted(nadia_);
  std::ofstream(nadia_.home() / "households" / martin.value) << "spoilt";
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(nadia_.family(martin).standing, Standing::Unsure) << "it may be an older one";
  auto changing = nadia_.families().change(martin, family("Mme Martin, vérifié"));
  EXPECT_EQ(Desk::outcome(co_await std::move(changing)), kDone);
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(nadia_.family(martin).standing, Standing::Open);
}

STORY(LyingRelay, WhatIsNoNumberIsNoHousehold) {
  co_await begin();
  lie([](v1::ListHouseholdsResponse& page) {
    page.add_households()->set_household_id("\x1b[2J../../roster");
  });
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_TRUE(nadia_.families().all().empty());
}

STORY(LyingRelay, ADataKeyOfItsOwnIsNeverSealedTo) {
  co_await begin();
  const auto relays = identity::PrivateKey::generate();
  const roster::Roster roster = nadia_.team().book().roster();
  nadia_.on_the_way = [&](const std::string& method, Bytes& answer) {
    if (!method.ends_with("GetDataKeys")) return;
    v1::DataKeys keys;
    *keys.add_keys() =
        sealed_record::sealed_for(*roster.member(OperatorId{site_.nadia().id}), relays);
    answer = keys.SerializeAsString();
  };
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_FALSE(nadia_.families().can_write());
  auto adding = nadia_.families().add(family());
  EXPECT_EQ((co_await std::move(adding)).error().code, Errc::TryLater);
}

STORY(LyingRelay, APageThatNeverEndsEnds) {
  co_await begin();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  (void)co_await noted(nadia_);
  lie([](v1::ListHouseholdsResponse& page) { page.set_more(true); });
  EXPECT_EQ(co_await nadia_.load(), kDone);
  lie([](v1::ListHouseholdsResponse& page) {
    page.set_more(true);
    page.clear_households();
  });
  EXPECT_EQ(co_await nadia_.load(), kDone);
}

}  // namespace
}  // namespace maintendue::test
