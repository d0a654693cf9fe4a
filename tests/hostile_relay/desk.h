// An operator's side as it ships, from her page's wishes to the tunnel.
#pragma once

#include <map>

#include "console/session/session.h"
#include "support/fake_browser.h"
#include "support/manual_timeline.h"
#include "support/temp_folder.h"
#include "support/verified.h"

namespace maintendue::test {

class Desk {
 public:
  Desk(
      net::io_context& io,
      ManualTimeline& timeline,
      const Organisation& organisation,
      Holder who,
      roster::Book book,
      std::shared_ptr<console::RelayDoor> relay,
      const std::vector<Bytes>& records  // of PCs that were verified
  )
      : io_(io),
        timeline_(timeline),
        organisation_(organisation),
        who_(std::move(who)),
        relay_(std::move(relay)),
        team_(io.get_executor(), std::move(book), folder_.path(), OperatorId{who_.id}) {
    for (const Bytes& record : records) {
      machines_.hear(machine_record::content(record)->machine, record);
    }
  }
  ~Desk() { leave(); }

  const Holder& who() const { return who_; }
  bool busy() const { return session_ && !session_->over(); }
  const roster::Book& book() const { return team_.book(); }
  void hear(const v1::RosterNews& news) { (void)team_.hear(news); }

  void call(const Holder& machine, bool comes_back = false) {
    leave();
    called = machine.id;
    // Where another has answered in its place, somebody makes sure of it before she calls again.
    const MachineId id{machine.id};
    if (machines_.standing(id).state() == local::v1::MachineStanding::KEY_CHANGED) {
      ++verified_anew_;
      (void)machines_.verified(id, key_hash(machine), v1::VERIFIED_HOW_PHONE, who_.key);
    }
    page_ = std::make_shared<FakeBrowser>(io_.get_executor());
    console::SessionKey key{{who_.key, who_.chain}, team_, machines_, misses_};
    session_ = std::make_unique<console::Session>(
        io_.get_executor(), timeline_, std::move(key), relay_, page_
    );
    over_ = false;
    net::co_spawn(io_, session_->run(), [this](std::exception_ptr) { over_ = true; });
    page_->wish(console::OpenWish{MachineId{machine.id}, v1::CALL_KIND_FOLLOW_UP_1, comes_back});
    timeline_.settle();
  }
  void wish(console::Wish wish) {
    if (page_) page_->wish(std::move(wish));
    timeline_.settle();
  }
  void type(const Bytes& canary) {
    typed[called] += canary;
    wish(console::RfbInput{canary});
  }
  void leave() {
    if (!session_) return;
    session_->end(v1::END_REASON_OPERATOR);
    for (int i = 0; i < 20 && !over_; ++i) timeline_.advance(std::chrono::seconds{1});
    session_.reset();
    page_.reset();
  }

  // What she has been shown; null before her first call.
  const FakeBrowser* page() const { return page_.get(); }
  std::string called;                  // the machine she wants
  std::map<std::string, Bytes> typed;  // into the PCs that she called
  // How often another key has answered in the place of a PC.
  int found_out() const {
    const MachineId id{called};
    const bool now = machines_.standing(id).state() == local::v1::MachineStanding::KEY_CHANGED;
    return verified_anew_ + (now ? 1 : 0);
  }

 private:
  net::io_context& io_;
  ManualTimeline& timeline_;
  const Organisation& organisation_;
  const Holder who_;
  const std::shared_ptr<console::RelayDoor> relay_;
  TempFolder folder_;
  console::Team team_;
  console::KnownMachines machines_{timeline_, team_};
  console::CodeMissesOf misses_;
  std::shared_ptr<FakeBrowser> page_;
  std::unique_ptr<console::Session> session_;
  bool over_ = true;
  int verified_anew_ = 0;
};

}  // namespace maintendue::test
