// What must never become of families' records, whoever keeps them.
#pragma once

#include <gtest/gtest.h>

#include <fstream>

#include "hostile_relay/forger.h"
#include "hostile_relay/malice.h"
#include "hostile_relay/mediator_desk.h"

namespace maintendue::test {

using Standing = console::Household::Standing;

class FamilyWitness {
 public:
  FamilyWitness(const Office& office, const ManualTimeline& timeline)
      : office_(office), timeline_(timeline) {}

  // What somebody writes down of this family, or of a new one; never twice the same.
  local::v1::Household something(const HouseholdId& family = {}) {
    local::v1::Household what;
    what.set_name("Canarinette " + std::to_string(written_.size()));
    what.set_language("canarilangue");
    what.set_phone("06 77 88 99 11");
    what.set_remarks("canariremarque " + std::to_string(written_.size()));
    what.add_machine_ids("00ca0a41e0000bb1");
    written_[what.name()] = {what, family};
    return what;
  }
  void asked_to_forget(const HouseholdId& family) { to_forget_.insert(family); }

  // What a desk asks of the relay.
  void hear(const MediatorDesk& desk, const std::string& method, const Bytes& request) {
    if (method.ends_with("/PutHousehold")) hear_record(desk, request);
    if (method.ends_with("/EraseHousehold")) hear_erasure(desk, request);
    if (method.ends_with("/PutDataKeys")) hear_keys(desk.book(), request);
  }
  void hear_keys(const roster::Book& book, const Bytes& request) {
    v1::DataKeys keys;
    EXPECT_TRUE(keys.ParseFromString(request));
    for (const v1::SealedDataKey& key : keys.keys()) {
      const auto recipient = recipient_of(book, key);
      EXPECT_TRUE(recipient) << "a data key for nobody of the roster";
      if (!recipient) continue;
      EXPECT_TRUE(sealed_record::open_data_key(key, *recipient))
          << "sealed to another than it says";
      ++handed_on;
    }
  }

  // What a desk shows; `all`: of all families there are.
  void look(const MediatorDesk& desk, bool all) {
    std::map<HouseholdId, Seen>& seen = seen_[&desk];
    for (const auto& [id, family] : desk.families()) look(desk, id, family, seen[id]);
    if (all) look_at_disk(desk);
    for (const auto& [id, before] : seen) {
      if (!all || before.version == 0 || before.erased) continue;
      EXPECT_TRUE(desk.families().contains(id)) << "hidden, and nobody is told";
    }
  }
  // What the relay shows a desk: it keeps what counts then, though a row behind it, of the same
  // family, may be the one that it tells of.
  void hear_answer(const MediatorDesk& desk, const std::string& method, const Bytes& answer) {
    v1::ListHouseholdsResponse page;
    if (!method.ends_with("/ListHouseholds") || !page.ParseFromString(answer)) return;
    for (const v1::HouseholdRow& row : page.households()) {
      const Bytes hash = identity::sha256(row.signed_record());
      const auto words = signed_.find(hash);
      if (words == signed_.end() || !counts(desk.book(), words->second.by)) continue;
      met_[&desk].insert(hash);
    }
  }
  // Whether that desk has seen that it was erased.
  bool saw_it_erased(const MediatorDesk& desk, const HouseholdId& family) {
    return seen_[&desk][family].erased;
  }
  // Nothing of a family in what was carried since it was last asked, nor in that folder.
  void read(const Malice::Loot& loot) {
    for (; read_ < loot.size(); ++read_) expect_no_family_in(loot[read_]);
  }
  void read(const std::filesystem::path& folder) const {
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
      expect_no_family_in(file.path().string());
      std::ifstream stream(file.path(), std::ios::binary);
      if (file.is_regular_file()) expect_no_family_in(Bytes(std::istreambuf_iterator(stream), {}));
    }
  }

  // How far things came.
  std::map<Standing, std::size_t> shown;
  std::size_t read_by_another = 0, handed_on = 0, believed_a_thief = 0;

 private:
  struct Written {
    local::v1::Household content;
    HouseholdId family;  // empty until its record was made
  };
  // What a desk has signed.
  struct Signed {
    HouseholdId family;
    std::uint64_t version = 0;
    OperatorId by;
    bool erased = false;
    local::v1::Household content{};
  };
  // How far a desk has believed a family's records.
  struct Seen {
    std::uint64_t version = 0;
    Bytes hash;
    bool erased = false;
    bool forged = false;  // with the key of somebody who counted there
  };

  void hear_record(const MediatorDesk& desk, const Bytes& request) {
    v1::PutHouseholdRequest said;
    EXPECT_TRUE(said.ParseFromString(request));
    const auto record = household_record::content(said.signed_record());
    ASSERT_TRUE(record);
    EXPECT_EQ(record->by, desk.self());
    EXPECT_EQ(record->data_key_hash, identity::sha256(desk.book().roster().data_key));
    const auto key = std::ranges::find(office_.data_keys(), record->data_key_hash, hash_of);
    ASSERT_NE(key, office_.data_keys().end()) << "sealed to no data key of a roster's";
    const auto plain = sealed_record::open_content(*record, said.sealed_key(), *key);
    local::v1::Household content;
    ASSERT_TRUE(plain && content.ParseFromString(*plain));
    for (const identity::PrivateKey& thief : keys_of_the_relay(desk.book())) {
      EXPECT_FALSE(sealed_record::open_sealed(thief, said.sealed_key())) << "the relay reads it";
    }
    if (content.name() == Forger::kName) {
      EXPECT_TRUE(was_believed(seen_[&desk][record->household])) << "and nobody vouched for it";
    } else {
      expect_written(content, record->household);
    }
    signed_[identity::sha256(said.signed_record())] = {
        record->household, record->version, record->by, false, content
    };
  }
  void hear_erasure(const MediatorDesk& desk, const Bytes& request) {
    v1::EraseHouseholdRequest said;
    EXPECT_TRUE(said.ParseFromString(request));
    const auto erasure = household_record::content_of_erasure(said.signed_erasure());
    ASSERT_TRUE(erasure);
    const Seen& seen = seen_[&desk][erasure->household];
    const bool wanted = to_forget_.contains(erasure->household) || (seen.erased && seen.forged);
    EXPECT_TRUE(wanted) << "erased, and nobody asked for it";
    signed_[identity::sha256(said.signed_erasure())] = {
        erasure->household, erasure->version, erasure->by, true
    };
  }

  void look(
      const MediatorDesk& desk, const HouseholdId& id, const console::Household& family, Seen& seen
  ) {
    const auto in_a_day =
        static_cast<std::uint64_t>(to_unix_ms(timeline_.wall() + std::chrono::hours{24}));
    EXPECT_LE(family.next, std::max(in_a_day, seen.version) + 1)
        << "moved beyond everybody's reach";
    ++shown[family.standing];
    const bool shows = family.standing == Standing::Open || family.standing == Standing::SignerGone;
    EXPECT_TRUE(shows || family.content.name().empty());
    if (family.standing == Standing::Open) return look_at_open(desk, id, family, seen);
    if (family.standing != Standing::Erased || seen.erased) return;
    // One that it was shown twice in a list it has believed the first time.
    const auto disk = console::SeenHouseholds(desk.folder()).all();
    const auto kept = disk->kept.find(id);
    const bool believed = kept != disk->kept.end() && kept->second.erased();
    EXPECT_TRUE(believed || seen.version == 0) << "a family that is there is told as erased";
    if (believed) believe(desk, id, family, kept->second.hash(), {}, seen);
  }
  // What is open is the latest that its disk says it has seen, within one list too.
  static void look_at_disk(const MediatorDesk& desk) {
    const auto disk = console::SeenHouseholds(desk.folder()).all();
    ASSERT_TRUE(disk);
    for (const auto& [id, family] : desk.families()) {
      if (family.standing != Standing::Open) continue;
      const auto last = disk->kept.find(id);
      ASSERT_NE(last, disk->kept.end()) << "shown, and not kept as seen";
      EXPECT_FALSE(last->second.erased()) << "an erased one is back";
      EXPECT_EQ(last->second.hash(), family.seen.hash()) << "an older one than was seen";
    }
  }
  void look_at_open(
      const MediatorDesk& desk, const HouseholdId& id, const console::Household& family, Seen& seen
  ) {
    EXPECT_FALSE(seen.erased) << "an erased one is back";
    EXPECT_GE(family.version, seen.version) << "an older one than was seen";
    EXPECT_EQ(family.version, family.seen.version());
    if (family.seen.hash() != seen.hash) {
      EXPECT_NE(family.version, seen.version) << "another of that version";
      believe(desk, id, family, family.seen.hash(), family.by, seen);
    }
    if (seen.forged) return;
    const Signed& words = signed_[family.seen.hash()];
    EXPECT_EQ(words.by, family.by);
    EXPECT_TRUE(is_the_same(words.content, family.content)) << "not what was sealed";
    if (family.content.name() != Forger::kName) expect_written(family.content, id);
    read_by_another += words.by != desk.self();
  }
  // What a desk takes for true from now on was signed by somebody who counts there, for this very
  // family. `by` is empty where the desk does not tell.
  void believe(
      const MediatorDesk& desk,
      const HouseholdId& id,
      const console::Household& family,
      const Bytes& hash,
      const OperatorId& by,
      Seen& seen
  ) {
    const auto words = signed_.find(hash);
    const bool forged = words == signed_.end();
    if (forged) {
      EXPECT_TRUE(may_be_a_thiefs(desk.book(), by)) << "made by the relay";
      ++believed_a_thief;
    } else {
      EXPECT_EQ(words->second.family, id) << "another family's";
      EXPECT_EQ(words->second.version, family.version);
      EXPECT_EQ(words->second.erased, family.standing == Standing::Erased);
      const bool in_time = counts(desk.book(), words->second.by) || met_[&desk].contains(hash);
      EXPECT_TRUE(in_time) << "by somebody who counts no more";
    }
    seen = {family.version, hash, family.standing == Standing::Erased, forged};
  }

  // Whether it is the thief's words that it has seen last, from him or signed by another since.
  bool was_believed(const Seen& seen) const {
    const auto words = signed_.find(seen.hash);
    const bool passed_on = words != signed_.end() && words->second.content.name() == Forger::kName;
    return seen.forged || passed_on;
  }

  // By what that desk has heard.
  bool counts(const roster::Book& book, const OperatorId& who) const {
    const roster::Member* member = book.roster().member(who);
    return member != nullptr && sealed_record::is_entitled(*member) && !book.suspended(who);
  }
  // Whether the relay has the key of somebody whom this desk takes for a mediator: it can't know.
  bool may_be_a_thiefs(const roster::Book& book, const OperatorId& by) const {
    const auto& all = office_.mediators().all;
    for (std::size_t who = 0; who < all.size(); ++who) {
      const OperatorId id{all[who].id};
      const bool named = by.value.empty() || by == id;
      if (named && office_.is_the_relays(who) && counts(book, id)) return true;
    }
    return false;
  }
  // Each key that it must not open anything with that a desk seals which knows as much as this.
  std::vector<identity::PrivateKey> keys_of_the_relay(const roster::Book& book) const {
    const Mediators& mediators = office_.mediators();
    std::vector<identity::PrivateKey> keys = {
        mediators.own, mediators.own_data_key, mediators.captured.key, mediators.other_nadia.opens
    };
    if (!office_.knows_that_omar_left(book)) return keys;
    keys.push_back(mediators.all[Office::kOmar].opens);
    keys.push_back(mediators.organisation.data_key());
    return keys;
  }
  // Whose key that is, by the book: a mediator's, or the recovery sheet's.
  std::optional<identity::PrivateKey> recipient_of(
      const roster::Book& book, const v1::SealedDataKey& key
  ) const {
    const Mediators& mediators = office_.mediators();
    const identity::PrivateKey& sheet = mediators.organisation.recovery_key();
    const auto is_for = [&](const identity::PrivateKey& one) {
      return key.recipient_hash() == identity::sha256(one.public_key());
    };
    if (key.operator_id().empty() && is_for(sheet)) return sheet;
    for (const Holder& who : mediators.all) {
      const bool hers = who.id == key.operator_id() && is_for(who.opens);
      if (hers && counts(book, OperatorId{who.id})) return who.opens;
    }
    return std::nullopt;
  }
  // That very content, by a person, of that family.
  void expect_written(local::v1::Household content, const HouseholdId& family) {
    const auto place = written_.find(content.name());
    ASSERT_NE(place, written_.end()) << "written by nobody: " << content.name();
    Written& written = place->second;
    if (written.family.value.empty()) written.family = family;
    EXPECT_EQ(written.family, family) << "another family's";
    content.clear_written_by();
    content.clear_written_ms();
    EXPECT_TRUE(is_the_same(content, written.content)) << "not what was written";
  }
  // But for what makes it longer.
  static bool is_the_same(local::v1::Household a, local::v1::Household b) {
    a.clear_padding();
    b.clear_padding();
    return a.SerializeAsString() == b.SerializeAsString();
  }
  static Bytes hash_of(const identity::PrivateKey& key) {
    return identity::sha256(key.public_key());
  }
  static void expect_no_family_in(const Bytes& text) {
    constexpr const char* kSecrets[] = {
        "Canarinette", "canarilangue", "06 77 88 99 11", "canariremarque", "00ca0a41e0000bb1"
    };
    for (const char* secret : kSecrets) {
      EXPECT_EQ(text.find(secret), Bytes::npos) << secret << " lies open";
    }
  }

  const Office& office_;
  const ManualTimeline& timeline_;
  std::map<std::string, Written> written_;  // by the name in it
  std::set<HouseholdId> to_forget_;
  std::map<Bytes, Signed> signed_;  // by the hash of the signed words
  std::map<const MediatorDesk*, std::map<HouseholdId, Seen>> seen_;
  std::map<const MediatorDesk*, std::set<Bytes>> met_;  // while their signers counted there
  std::size_t read_ = 0;
};

}  // namespace maintendue::test
