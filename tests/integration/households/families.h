// A relay and its mediators' consoles in one process, over real gRPC.
#pragma once

#include "console/households/households.h"
#include "console/roster/authority.h"
#include "maintendue/v1/operators.pb.h"
#include "sealed_record/content.h"
#include "tests/integration/relay/guest.h"

namespace maintendue::test {

using Standing = console::Household::Standing;

// An operator's console, as far as families go.
class Desk {
 public:
  Desk(RelaySite& site, const Holder& who)
      : channel_(channel_to(site, site.port(), who)),
        clock_(site.main()),
        team_(site.main(), site.organisation().book(2), home_.path(), OperatorId{who.id}),
        families_(clock_, team_, {who.key, who.opens}, asking(), work_.get_executor()) {}

  net::awaitable<void> arrive() { required(co_await channel_->connect(kLimit), "connect"); }
  net::awaitable<Errc> load() { co_return outcome(co_await families_.load()); }

  console::Households& families() { return families_; }
  const console::Household& family(const HouseholdId& id) { return families_.all().at(id); }
  console::Team& team() { return team_; }
  const std::filesystem::path& home() const { return home_.path(); }
  console::AskRelay asking() {
    return [this](std::string method, Bytes request) {
      return ask(std::move(method), std::move(request));
    };
  }
  // Cancelled stands for: it worked.
  static Errc outcome(const Result<void>& result) {
    return result ? Errc::Cancelled : result.error().code;
  }

  // What becomes of the relay's answers on their way here.
  std::function<void(const std::string& method, Bytes& answer)> on_the_way;
  bool lost = false;  // the answer that is on its way
  std::string line;   // all that went over it, both ways

 private:
  net::awaitable<Result<Bytes>> ask(std::string method, Bytes request) {
    line += request;
    Result<Bytes> answer = co_await channel_->call(method, std::move(request), kLimit);
    if (answer) line += *answer;
    if (answer && on_the_way) on_the_way(method, *answer);
    if (std::exchange(lost, false)) co_return fail(Errc::RelayUnreachable);
    co_return answer;
  }

  const TempFolder home_;
  net::thread_pool work_{1};
  const std::shared_ptr<wire::RpcChannel> channel_;
  const wire::SystemTimeline clock_;
  console::Team team_;
  console::Households families_;
};

class Families : public ::testing::Test {
 protected:
  static constexpr auto kDone = Errc::Cancelled;

  static local::v1::Household family(const std::string& name = "Mme Martin") {
    local::v1::Household what;
    what.set_name(name);
    what.set_language("français, un peu arabe");
    what.set_phone("01 02 03 04 05");
    what.set_remarks("Sonner deux fois.");
    what.add_machine_ids("00000000000000bb");
    return what;
  }
  // Everybody is there, the relay knows Omar, and the data key lies with it, sealed to Nadia.
  net::awaitable<void> begin() {
    for (Desk* desk : everybody_) co_await desk->arrive();
    co_await publish(site_.organisation().news(2));
    const roster::Roster roster = site_.organisation().roster(2);
    v1::DataKeys keys;
    *keys.add_keys() = sealed_record::sealed_for(
        *roster.member(OperatorId{site_.nadia().id}), site_.organisation().data_key()
    );
    co_await put_keys(keys);
  }
  net::awaitable<void> publish(v1::RosterNews news) {
    auto asking = camille_.asking()("/maintendue.v1.Operators/PutRoster", news.SerializeAsString());
    required(co_await std::move(asking), "roster");
    for (Desk* desk : everybody_) (void)desk->team().hear(news);
  }
  net::awaitable<void> put_keys(v1::DataKeys keys) {
    auto asking =
        camille_.asking()("/maintendue.v1.Households/PutDataKeys", keys.SerializeAsString());
    required(co_await std::move(asking), "data keys");
  }
  // An administrator's change: published, with what it seals.
  net::awaitable<void> change(console::Edit edit) {
    const auto edited =
        authority_.sign(camille_.team().book(), edit, std::chrono::system_clock::now());
    if (!edited) throw std::runtime_error("the change is none");
    co_await publish(edited->book.news());
    co_await put_keys(edited->data_keys);
  }
  net::awaitable<void> omar_leaves() {
    console::Edit edit = console::RemoveColleague{omar_id_};
    return change(std::move(edit));
  }
  net::awaitable<HouseholdId> noted(Desk& by, std::string name = "Mme Martin") {
    auto adding = by.families().add(family(name));
    co_return required(co_await std::move(adding), "add");
  }

  RelaySite site_;
  const Holder omars_ =
      site_.organisation().operator_named("Omar", {v1::ROLE_MEDIATOR}, "00000000000000ab");
  const OperatorId omar_id_{omars_.id};
  const console::Authority authority_{
      site_.organisation().roster_key(), site_.organisation().trust()
  };
  Desk nadia_{site_, site_.nadia()};
  Desk omar_{site_, omars_};
  Desk lea_{site_, site_.lea()};
  Desk camille_{site_, site_.camille()};
  const std::vector<Desk*> everybody_{&nadia_, &omar_, &lea_, &camille_};
  const std::vector<Desk*> no_mediators_{&lea_, &camille_};
};

}  // namespace maintendue::test
