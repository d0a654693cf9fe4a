// Every method about households and their keys, for everybody, whosever the household is and
// whatever duty the caller has: what is read and written is as its declaration says.
#include "household_record/household_record.h"
#include "walk.h"

namespace maintendue::test {
namespace {

constexpr auto kHouseholds = "maintendue.v1.Households.";
constexpr auto kDuties = "maintendue.v1.Duties.";
constexpr int kEach = 16;  // households of one owner; an erasure takes one

// A household on the relay, as far as the walk has come with it.
struct Kept {
  HouseholdId id;
  std::uint64_t version = 0;
};

class HouseholdWalk : public RelayWalk {
 protected:
  struct Owner {
    const char* who;
    Holder holder;
    bool still_one;     // a mediator, by the newest roster
    bool lost = false;  // the relay has nothing of the household, of which this is said
  };
  std::vector<Owner> owners() const {
    return {
        {"Nadia", site_.nadia(), true},
        {"Inès", both_, true},
        {"Zoé, who suspended herself", zoe_, true},
        {"Rémi, who left", remi_, false},
        {"Nadia, of which the relay has nothing", site_.nadia(), true, true},
        {"Inès, of which the relay has nothing", both_, true, true},
    };
  }

  // DESIGN's cell, in the words of ABOUT_HOUSEHOLD.
  static bool may(const Method& what, const Caller& caller, const Owner& owner, bool on_duty) {
    const bool is_mediator = caller.roles.find('m') != std::string::npos;
    // Of what is erased nobody says whose it was.
    const bool nobodys = owner.lost && what.name() == "EraseHousehold";
    const bool hers = !nobodys && caller.holder.id == owner.holder.id;
    return is_mediator && (hers || !owner.still_one || on_duty);
  }

  std::uint64_t next_version() {
    static std::uint64_t version =
        static_cast<std::uint64_t>(to_unix_ms(std::chrono::system_clock::now()) - 3'600'000);
    return ++version;
  }
  Bytes put_request(
      const Holder& by, const OperatorId& owner, const Kept& kept, std::uint64_t version
  ) {
    const Bytes sealed_key(300, 'k');
    const household_record::Record record{
        .household = kept.id,
        .version = version,
        .owner = owner,
        .at = std::chrono::system_clock::now(),
        .data_key_hash = identity::sha256(site_.organisation().data_key().public_key()),
        .sealed_key_hash = identity::sha256(sealed_key),
        .nonce = Bytes(12, 'n'),
        .content = Bytes(528, 'c'),
        .by = OperatorId{by.id},
    };
    v1::PutHouseholdRequest request;
    request.set_signed_record(household_record::sign(record, site_.organisation().trust(), by.key));
    request.set_sealed_key(sealed_key);
    request.set_replaces(kept.version);
    return request.SerializeAsString();
  }
  Bytes erase_request(const Holder& by, const Kept& kept) {
    const household_record::Erasure erasure{
        kept.id, next_version(), std::chrono::system_clock::now(), OperatorId{by.id}
    };
    v1::EraseHouseholdRequest request;
    request.set_signed_erasure(household_record::sign(erasure, site_.organisation().trust(), by.key)
    );
    request.set_replaces(kept.version);
    return request.SerializeAsString();
  }

  net::awaitable<void> begin() {
    co_await publish(of_everybody());
    const Method& put = *method(std::string(kHouseholds) + "PutHousehold");
    int n = 0;
    for (const Owner& owner : owners()) {
      for (int i = 0; i < kEach && !owner.lost; ++i) {
        char id[17];
        std::snprintf(id, sizeof id, "%016x", ++n);
        Kept kept{HouseholdId{id}};
        const std::uint64_t version = next_version();
        Bytes request = put_request(owner.holder, OperatorId{owner.holder.id}, kept, version);
        const Caller herself{owner.who, "m", owner.holder};
        const Became became = co_await call(herself, put, std::move(request));
        EXPECT_EQ(became, std::nullopt) << owner.who << ": " << told(became);
        kept.version = version;
        kept_[owner.who].push_back(kept);
      }
    }
    co_await publish(newest());
  }
  static const Method* method(const std::string& full_name) {
    for (const Method* one : every_method()) {
      if (one->full_name() == full_name) return one;
    }
    throw std::runtime_error(full_name + " is no method");
  }

  // Does what the method is for to one of that owner's households; whether it was done, or how it
  // was refused.
  net::awaitable<Became> act(const Method& what, const Caller& caller, const Owner& owner) {
    if (owner.lost) kept_[owner.who] = {fresh()};
    std::vector<Kept>& all = kept_.at(owner.who);
    if (all.empty()) throw std::runtime_error("no household is left to walk with");
    Kept& one = all.back();
    const std::string& verb = what.name();
    if (verb == "ListHouseholds") co_return co_await list(what, caller, one);
    if (verb == "PutHousehold") {
      const std::uint64_t version = next_version();
      Bytes request = put_request(caller.holder, OperatorId{owner.holder.id}, one, version);
      const Became became = co_await call(caller, what, std::move(request));
      if (!became) one.version = version;
      co_return became;
    }
    if (verb == "EraseHousehold") {
      Bytes request = erase_request(caller.holder, one);
      const Became became = co_await call(caller, what, std::move(request));
      if (!became) all.pop_back();
      co_return became;
    }
    throw std::runtime_error(verb + " is about households, and nobody has thought how to walk it");
  }
  // One that the relay never heard of; listed behind the others.
  static Kept fresh() {
    static unsigned n = 0;
    char id[17];
    std::snprintf(id, sizeof id, "f%015x", ++n);
    return {HouseholdId{id}};
  }
  // One that is listed without its content counts as refused.
  net::awaitable<Became> list(const Method& what, const Caller& caller, const Kept& kept) {
    Bytes answer;
    const Became became = co_await call(caller, what, Bytes(), &answer);
    if (became) co_return became;
    v1::ListHouseholdsResponse page;
    EXPECT_TRUE(page.ParseFromString(answer));
    for (const v1::HouseholdRow& row : page.households()) {
      if (row.household_id() != kept.id.value) continue;
      EXPECT_EQ(row.signed_record().empty(), row.sealed_key().empty());
      if (row.signed_record().empty()) co_return Errc::NotAllowed;
      co_return std::nullopt;
    }
    ADD_FAILURE() << kept.id.value << " is not listed";
    co_return Errc::NotFound;
  }

  net::awaitable<void> walk(bool on_duty, std::string duty) {
    for (const Method* what : methods_about(v1::ABOUT_HOUSEHOLD)) {
      for (const Caller& caller : everybody()) {
        for (const Owner& owner : owners()) {
          if (owner.lost && what->name() == "ListHouseholds") continue;  // there is nothing to list
          const Became became = co_await act(*what, caller, owner);
          Became expected = std::nullopt;
          if (!has_role(caller, *what)) {
            expected = caller.refusal;
          } else if (!may(*what, caller, owner, on_duty)) {
            expected = Errc::NotAllowed;
          }
          EXPECT_EQ(became, expected) << caller.who << " · " << what->name() << " · household of "
                                      << owner.who << " · " << duty << ": " << told(became);
        }
      }
    }
  }
  net::awaitable<void> all_say(const char* verb, Bytes request) {
    const Method& what = *method(kDuties + std::string(verb));
    for (const Caller& caller : everybody()) {
      const Became became = co_await call(caller, what, request);
      const Became expected = has_role(caller, what) ? std::nullopt : Became(caller.refusal);
      EXPECT_EQ(became, expected) << caller.who << " · " << verb << ": " << told(became);
    }
  }

  std::map<std::string, std::vector<Kept>> kept_;  // by who owns them
};

STORY(HouseholdWalk, EveryMethodForEverybodyAndEveryOwnerOnDutyAndNotIsAsDeclared) {
  co_await begin();
  co_await walk(false, "never on duty");
  const auto* reasons = v1::DutyReason_descriptor();
  for (int i = 0; i < reasons->value_count(); ++i) {
    if (reasons->value(i)->number() == v1::DUTY_REASON_UNSPECIFIED) continue;
    v1::BeginDutyRequest request;
    request.set_reason(static_cast<v1::DutyReason>(reasons->value(i)->number()));
    co_await all_say("BeginDuty", request.SerializeAsString());
    co_await walk(true, reasons->value(i)->name());
  }
  co_await all_say("EndDuty", Bytes());
  co_await walk(false, "on duty no more");
}

STORY(HouseholdWalk, EveryMethodForEverybodyAndEveryEnvelopeIsAsDeclared) {
  co_await begin();
  const Organisation& all = site_.organisation();
  struct Envelope {
    const char* what;
    std::string whom;
    identity::PrivateKey key;
    bool is_kept;
  };
  const Envelope envelopes[] = {
      {"a mediator's", site_.nadia().id, site_.nadia().opens, true},
      {"another mediator's", both_.id, both_.opens, true},
      {"one for the sheet", "", all.recovery_key(), true},
      {"one for what she signs with", site_.nadia().id, site_.nadia().key, false},
      {"support's", site_.lea().id, site_.lea().opens, false},
      {"an administrator's", site_.camille().id, site_.camille().opens, false},
      {"one for who left", remi_.id, remi_.opens, false},
      {"one for nobody", "00000000000000ee", stranger_.opens, false},
  };
  v1::DataKeys given;
  for (const Envelope& envelope : envelopes) {
    v1::SealedDataKey& one = *given.add_keys();
    one.set_data_key_hash(identity::sha256(all.data_key().public_key()));
    one.set_operator_id(envelope.whom);
    one.set_recipient_hash(identity::sha256(envelope.key.public_key()));
    one.set_sealed(envelope.what);
  }
  for (const Method* what : methods_about(v1::ABOUT_DATA_KEYS)) {
    const bool gives = what->input_type() == v1::DataKeys::descriptor();
    for (const Caller& caller : everybody()) {
      Bytes request = gives ? given.SerializeAsString() : Bytes();
      const Became became = co_await call(caller, *what, std::move(request));
      const Became expected = has_role(caller, *what) ? std::nullopt : Became(caller.refusal);
      EXPECT_EQ(became, expected) << caller.who << " · " << what->name() << ": " << told(became);
    }
  }
  for (const Caller& caller : everybody()) {
    const Method& get = *method(std::string(kHouseholds) + "GetDataKeys");
    if (!has_role(caller, get)) continue;
    Bytes answer;
    const Became became = co_await call(caller, get, Bytes(), &answer);
    EXPECT_EQ(became, std::nullopt) << caller.who << ": " << told(became);
    v1::DataKeys kept;
    EXPECT_TRUE(kept.ParseFromString(answer));
    for (const Envelope& envelope : envelopes) {
      const auto found = std::ranges::find_if(kept.keys(), [&](const v1::SealedDataKey& one) {
        return one.recipient_hash() == identity::sha256(envelope.key.public_key());
      });
      EXPECT_EQ(found != kept.keys().end(), envelope.is_kept) << envelope.what;
      if (found == kept.keys().end()) continue;
      const bool reads = envelope.whom == caller.holder.id || envelope.whom.empty();
      EXPECT_EQ(!found->sealed().empty(), reads) << caller.who << " · " << envelope.what;
    }
  }
}

}  // namespace
}  // namespace maintendue::test
