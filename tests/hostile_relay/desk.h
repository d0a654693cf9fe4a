// An operator's side as it ships, from her page's wishes to the tunnel.
#pragma once

#include <map>

#include "console/session/session.h"
#include "support/fake_browser.h"
#include "support/manual_timeline.h"
#include "support/organisation.h"
#include "support/temp_folder.h"

namespace maintendue::test {

class Desk {
 public:
  Desk(
      net::io_context& io,
      ManualTimeline& timeline,
      const Organisation& organisation,
      Holder who,
      roster::Book book,
      std::shared_ptr<console::RelayDoor> relay
  )
      : io_(io),
        timeline_(timeline),
        organisation_(organisation),
        who_(std::move(who)),
        relay_(std::move(relay)),
        team_(
            io.get_executor(),
            std::move(book),
            organisation.trust(),
            folder_.path(),
            OperatorId{who_.id}
        ) {}
  ~Desk() { leave(); }

  const Holder& who() const { return who_; }
  bool busy() const { return session_ && !session_->over(); }

  void call(const Holder& machine) {
    leave();
    called = machine.id;
    page_ = std::make_shared<FakeBrowser>(io_.get_executor());
    console::SessionKey key{{who_.key, who_.chain}, organisation_.trust(), team_};
    session_ = std::make_unique<console::Session>(
        io_.get_executor(), timeline_, std::move(key), relay_, page_
    );
    over_ = false;
    net::co_spawn(io_, session_->run(), [this](std::exception_ptr) { over_ = true; });
    page_->wish(console::OpenWish{MachineId{machine.id}, v1::CALL_KIND_FOLLOW_UP_1});
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

 private:
  net::io_context& io_;
  ManualTimeline& timeline_;
  const Organisation& organisation_;
  const Holder who_;
  const std::shared_ptr<console::RelayDoor> relay_;
  TempFolder folder_;
  console::Team team_;
  std::shared_ptr<FakeBrowser> page_;
  std::unique_ptr<console::Session> session_;
  bool over_ = true;
};

}  // namespace maintendue::test
