// The stage of the session tests: a page, a relay that opens doors, a PC, and time held by hand.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "console/session/session.h"
#include "support/fake_browser.h"
#include "support/fake_pc.h"
#include "support/manual_timeline.h"
#include "support/memory_stream.h"
#include "support/temp_folder.h"
#include "support/verified.h"

namespace maintendue::test {

using console::Phase;

class FakeDoor final : public console::RelayDoor {
 public:
  FakeDoor(net::any_io_executor main, wire::RpcStreamPtr tunnel)
      : tunnel_(std::move(tunnel)), changed_(std::move(main)) {}

  net::awaitable<Result<console::Opened>> open_session(MachineId machine, v1::CallKind kind)
      override {
    asked_machine = machine;
    asked_kind = kind;
    co_return opened;
  }
  net::awaitable<Result<Bytes>> machine_record(MachineId machine) override {
    shown_of = machine;
    co_return record;
  }
  net::awaitable<Result<void>> put_machine_record(Bytes signed_record) override {
    put.push_back(std::move(signed_record));
    co_return Result<void>{};
  }
  net::awaitable<Result<wire::RpcStreamPtr>> open_tunnel() override {
    if (tunnel_fails) co_return fail(*tunnel_fails);
    co_return tunnel_;
  }

  // The network is away until the test brings it back.
  net::awaitable<Result<console::Reopened>> reopen(MachineId machine, SessionId session) override {
    EXPECT_EQ(machine, asked_machine);
    EXPECT_EQ(session, SessionId{7});
    ++tries;
    while (away) co_await changed_.wait();
    co_return reopened;
  }
  void line_returns(Result<console::Reopened> with) {
    reopened = std::move(with);
    away = false;
    changed_.notify();
  }

  bool away = true;
  int tries = 0;
  Result<console::Reopened> reopened = fail(Errc::RelayUnreachable);
  Result<console::Opened> opened = console::Opened{SessionId{7}, "sixteen bytes!!!"};
  std::optional<Errc> tunnel_fails;
  Result<Bytes> record = Bytes();  // that the relay shows
  MachineId shown_of;
  std::vector<Bytes> put;  // records
  MachineId asked_machine;
  v1::CallKind asked_kind = v1::CALL_KIND_UNSPECIFIED;

 private:
  const wire::RpcStreamPtr tunnel_;
  wire::Signal changed_;
};

class ConsoleSession : public ::testing::Test {
 public:
  wire::Timeline& timeline() { return timeline_; }
  const Organisation& organisation() const { return organisation_; }
  const Holder& nadia() const { return nadia_; }
  const console::Team& team() const { return team_; }

 protected:
  static constexpr auto kMachine = "00000000000000bb";

  using MakeWitness = std::function<std::unique_ptr<console::Witness>(ConsoleSession&)>;

  explicit ConsoleSession(const MakeWitness& make_witness = {})
      : nadia_(organisation_.operator_named()),
        machine_(organisation_.machine(kMachine)),
        pc_(io_, timeline_, pair_.theirs(), machine_) {
    console::SessionKey key{{nadia_.key, nadia_.chain}, team_, machines_, misses_};
    door_->record = verified(organisation_, nadia_, machine_);
    session_ = std::make_unique<console::Session>(
        io_.get_executor(), timeline_, std::move(key), door_, page_,
        make_witness ? make_witness(*this) : nullptr
    );
    net::co_spawn(io_, session_->run(), [this](std::exception_ptr failure) {
      over_ = true;
      EXPECT_FALSE(failure);
    });
    settle();
  }
  ~ConsoleSession() override {
    if (session_) session_->end(v1::END_REASON_OPERATOR);
    settle();
    advance(std::chrono::seconds{10});
    EXPECT_TRUE(over_);
    pc_.hangs_up();
    settle();
  }

  void settle() {
    for (int i = 0; i < 20; ++i) timeline_.settle();
  }
  // The PC says every five seconds that it is still there, as long as it is.
  void advance(std::chrono::milliseconds time) {
    while (time.count() > 0) {
      const auto step = std::min<std::chrono::milliseconds>(time, std::chrono::seconds{5});
      timeline_.advance(step);
      settle();
      if (!silent_) pc_.is_still_here();
      settle();
      time -= step;
    }
  }
  void wish(console::Wish wish) {
    page_->wish(std::move(wish));
    settle();
  }
  void open() { wish(console::OpenWish{MachineId{kMachine}, v1::CALL_KIND_FOLLOW_UP_1}); }
  // Connected, greeted, the first question asked for.
  void meet() {
    pc_.come(7);
    open();
  }
  void family_lets_see() {
    meet();
    pc_.asks(v1::SCOPE_VIEW);
    pc_.answers(v1::SCOPE_VIEW, v1::CONSENT_ANSWER_GRANTED);
    pc_.allows(v1::SCOPE_VIEW, std::chrono::minutes{60});
    settle();
  }
  const console::SessionState& seen() const { return page_->shown.back(); }
  v1::EndReason end_reason() const { return seen().ending.reason; }

  // Told once why, then closed.
  void expect_ended(v1::EndReason why) {
    EXPECT_TRUE(over_);
    EXPECT_EQ(page_->endings(), 1);
    EXPECT_EQ(end_reason(), why);
    EXPECT_TRUE(page_->closed());
    EXPECT_TRUE(pair_.ours()->finished());
  }

  net::io_context io_;
  ManualTimeline timeline_{io_};
  Organisation organisation_;
  Holder nadia_, machine_;
  TempFolder folder_;
  console::Team team_{
      io_.get_executor(), organisation_.book(), folder_.path(), OperatorId{nadia_.id}
  };
  console::KnownMachines machines_{timeline_, team_};
  console::CodeMissesOf misses_;
  MemoryPair pair_{io_.get_executor(), 4};
  std::shared_ptr<FakeDoor> door_ = std::make_shared<FakeDoor>(io_.get_executor(), pair_.ours());
  std::shared_ptr<FakeBrowser> page_ = std::make_shared<FakeBrowser>(io_.get_executor());
  FakePc pc_;
  std::unique_ptr<console::Session> session_;
  bool over_ = false;
  bool silent_ = false;  // the PC's line is dead, and nothing tells so
};

}  // namespace maintendue::test
