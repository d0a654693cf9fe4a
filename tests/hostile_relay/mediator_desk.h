// A mediator's console as it ships, as far as families go.
#pragma once

#include "console/households/households.h"
#include "hostile_relay/office.h"
#include "support/drive.h"
#include "support/temp_folder.h"

namespace maintendue::test {

class MediatorDesk {
 public:
  MediatorDesk(
      net::io_context& io,
      net::thread_pool& work,
      const ManualTimeline& timeline,
      const Holder& who,
      roster::Book book,
      console::AskRelay relay
  )
      : io_(io),
        work_(work),
        timeline_(timeline),
        who_(who),
        relay_(std::move(relay)),
        team_(io.get_executor(), std::move(book), folder_.path(), OperatorId{who.id}) {
    sign_in();
  }

  const OperatorId& self() const { return team_.self(); }
  const Holder& who() const { return who_; }
  const roster::Book& book() const { return team_.book(); }
  const std::filesystem::path& folder() const { return folder_.path(); }
  bool is_a_mediators() const {
    const roster::Member* member = book().roster().member(self());
    return member != nullptr && sealed_record::is_entitled(*member);
  }
  const std::map<HouseholdId, console::Household>& families() const { return families_->all(); }

  // What she knows by heart of families is gone, what lies on her disk is not.
  void sign_in() {
    console::OpenKeys keys{who_.key, who_.opens};
    families_.emplace(timeline_, team_, std::move(keys), relay_, work_.get_executor());
  }
  void hear(const v1::RosterNews& news) { (void)team_.hear(news); }

  bool load() { return drive(io_, families_->load()).has_value(); }
  bool add(local::v1::Household what) {
    return drive(io_, families_->add(std::move(what))).has_value();
  }
  bool change(const HouseholdId& family, local::v1::Household what) {
    return drive(io_, families_->change(family, std::move(what))).has_value();
  }
  bool give(const HouseholdId& family, const OperatorId& to) {
    return drive(io_, families_->give(family, to)).has_value();
  }
  bool erase(const HouseholdId& family) { return drive(io_, families_->erase(family)).has_value(); }
  void be_on_duty(bool on) {
    constexpr auto kWhy = v1::DUTY_REASON_UPKEEP;
    (void)drive(io_, on ? families_->begin_duty(kWhy) : families_->end_duty());
  }
  // What her console does by itself once it has loaded. How many.
  int seal_anew() { return drive(io_, families_->seal_anew()).value_or(0); }
  int erase_anew() { return drive(io_, families_->erase_anew()).value_or(0); }

 private:
  net::io_context& io_;
  net::thread_pool& work_;
  const ManualTimeline& timeline_;
  const Holder who_;
  const console::AskRelay relay_;
  const TempFolder folder_;
  console::Team team_;
  std::optional<console::Households> families_;
};

}  // namespace maintendue::test
