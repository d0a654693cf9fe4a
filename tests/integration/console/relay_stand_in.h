// A relay of the tests: the real gRPC server of proto/wire with invented machines behind it, and a
// PC that waits at the tunnel.
#pragma once

#include "maintendue/v1/events.pb.h"
#include "maintendue/v1/fleet.pb.h"
#include "maintendue/v1/help.pb.h"
#include "maintendue/v1/households.pb.h"
#include "maintendue/v1/sessions.pb.h"
#include "support/drive.h"
#include "support/fake_pc.h"
#include "wire/rpc_server.h"
#include "wire/signal.h"

namespace maintendue::test {

class RelayStandIn {
 public:
  static constexpr auto kMachine = "00000000000000bb";

  RelayStandIn(net::io_context& io, wire::Timeline& timeline, const Organisation& organisation)
      : book(organisation.book()),
        io_(io),
        timeline_(timeline),
        organisation_(organisation),
        machine_(organisation.machine(kMachine)),
        changed_(io.get_executor()) {}
  ~RelayStandIn() { stop(); }

  // On that port, or any free one.
  void start(std::uint16_t port = 0) {
    const Holder holder = organisation_.server("localhost");
    wire::ServerOptions options;
    options.port = port;
    options.identity = {holder.key.to_pem(), holder.chain};
    options.client_roots = organisation_.trust().root_pem();
    server_ = wire::RpcServer::create(io_.get_executor(), options);
    server_->on_call("/maintendue.v1.Fleet/ListMachines", [this](wire::Caller, Bytes) {
      return list_machines();
    });
    server_->on_call("/maintendue.v1.Fleet/GetMachine", [this](wire::Caller, Bytes request) {
      return get_machine(std::move(request));
    });
    server_->on_call("/maintendue.v1.Fleet/PutMachineRecord", [this](wire::Caller, Bytes request) {
      return put_record(std::move(request));
    });
    server_->on_call("/maintendue.v1.Help/ListHelp", [this](wire::Caller, Bytes) {
      return list_help();
    });
    server_->on_call("/maintendue.v1.Help/AnswerHelp", [this](wire::Caller, Bytes request) {
      return answer_help(std::move(request));
    });
    server_->on_call("/maintendue.v1.Operators/GetRoster", [this](wire::Caller, Bytes) {
      return get_roster();
    });
    server_->on_call("/maintendue.v1.Operators/PutRoster", [this](wire::Caller, Bytes news) {
      return put_roster(std::move(news));
    });
    server_->on_call("/maintendue.v1.Households/PutDataKeys", [this](wire::Caller, Bytes keys) {
      return put_data_keys(std::move(keys));
    });
    server_->on_call("/maintendue.v1.Duties/EndDuty", [this](wire::Caller, Bytes) {
      return end_duty();
    });
    server_->on_call("/maintendue.v1.Households/GetDataKeys", [this](wire::Caller, Bytes) {
      return get_data_keys();
    });
    server_->on_call("/maintendue.v1.Sessions/OpenSession", [this](wire::Caller, Bytes request) {
      return open_session(std::move(request));
    });
    server_->on_stream(
        "/maintendue.v1.Events/Watch",
        [this](wire::Caller, wire::RpcStreamPtr stream) { return watch(std::move(stream)); }
    );
    server_->on_stream(
        "/maintendue.v1.Tunnel/Join",
        [this](wire::Caller, wire::RpcStreamPtr stream) { return join(std::move(stream)); }
    );
    server_->start([this](const wire::Caller& caller) -> Result<void> {
      if (refuses) return fail(Errc::NotAllowed, "not this operator");
      const bool brings_roster = caller.method == "/maintendue.v1.Operators/PutRoster";
      if (!brings_roster && timeline_.wall() >= book.ends()) return fail(Errc::NotTrusted, "over");
      return {};
    });
    port_ = server_->port();
  }
  void stop() {
    if (!server_) return;
    stopping_ = true;
    changed_.notify();
    drive(io_, server_->stop(std::chrono::milliseconds{0}));
    server_.reset();
    stopping_ = false;
  }
  std::uint16_t port() const { return port_; }
  // To every page that watches.
  void tell(v1::Event event) {
    events_.push_back(std::move(event));
    changed_.notify();
  }

  bool refuses = false;
  bool machine_off = false;
  bool keeps_records_back = false;
  bool takes_no_roster = false;
  int duties_ended = 0;
  bool takes_no_data_keys = false;
  bool loses_data_keys = false;
  int watching = 0;  // Watch calls that are open
  int waiting = 0;   // GetMachine calls about any other PC, which are never answered
  int sessions = 0;
  std::unique_ptr<FakePc> pc;
  roster::Book book;
  Bytes record;                       // of the PC, as it is shown
  int records = 0;                    // that were put
  v1::HelpEntry help;                 // the one request there is
  std::int64_t help_answered_ms = 0;  // of the answer that has to be followed
  v1::DataKeys data_keys;

  const Holder& machine() const { return machine_; }

 private:
  struct Counted {
    explicit Counted(int& count) : count(count) { ++count; }
    ~Counted() { --count; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    int& count;
  };

  net::awaitable<Result<Bytes>> list_machines() {
    v1::ListMachinesResponse response;
    *response.add_machines() = shown();
    co_return response.SerializeAsString();
  }
  net::awaitable<Result<Bytes>> list_help() {
    v1::ListHelpResponse response;
    *response.add_entries() = help;
    co_return response.SerializeAsString();
  }
  net::awaitable<Result<Bytes>> answer_help(Bytes bytes) {
    v1::AnswerHelpRequest request;
    if (!request.ParseFromString(bytes)) co_return fail(Errc::BadMessage);
    if (request.follows_at_ms() != help_answered_ms) co_return fail(Errc::OutOfDate);
    help.set_signed_answer(request.signed_answer());
    co_return help.SerializeAsString();
  }
  net::awaitable<Result<Bytes>> get_roster() { co_return book.news().SerializeAsString(); }
  net::awaitable<Result<Bytes>> put_roster(Bytes bytes) {
    v1::RosterNews news;
    if (takes_no_roster || !news.ParseFromString(bytes)) co_return fail(Errc::BadMessage);
    const auto taken = book.take_in(news);
    if (!taken) co_return tl::unexpected(taken.error());
    co_return Bytes();
  }
  // As the relay does: of the roster's data key alone, and each once; others are passed over.
  net::awaitable<Result<Bytes>> put_data_keys(Bytes bytes) {
    v1::DataKeys keys;
    if (!keys.ParseFromString(bytes)) co_return fail(Errc::BadMessage);
    if (takes_no_data_keys) co_return fail(Errc::Overloaded);
    const Bytes current = identity::sha256(book.roster().data_key);
    for (const v1::SealedDataKey& key : keys.keys()) {
      const bool there = std::ranges::any_of(data_keys.keys(), [&](const auto& one) {
        return one.data_key_hash() == key.data_key_hash() &&
               one.recipient_hash() == key.recipient_hash();
      });
      const bool keeps = !loses_data_keys && !there && key.data_key_hash() == current;
      if (keeps) *data_keys.add_keys() = key;
    }
    co_return Bytes();
  }
  net::awaitable<Result<Bytes>> end_duty() {
    ++duties_ended;
    co_return Bytes();
  }
  net::awaitable<Result<Bytes>> get_data_keys() { co_return data_keys.SerializeAsString(); }
  v1::Machine shown() const {
    v1::Machine machine;
    machine.set_machine_id(kMachine);
    machine.set_signed_record(record);
    return machine;
  }
  net::awaitable<Result<Bytes>> get_machine(Bytes bytes) {
    v1::GetMachineRequest request;
    const bool known = request.ParseFromString(bytes) && request.machine_id() == kMachine;
    if (!known) co_return co_await never_answer();
    co_return shown().SerializeAsString();
  }
  net::awaitable<Result<Bytes>> put_record(Bytes bytes) {
    v1::PutMachineRecordRequest request;
    if (!request.ParseFromString(bytes)) co_return fail(Errc::BadMessage);
    ++records;
    if (!keeps_records_back) record = request.signed_record();
    co_return Bytes();
  }
  net::awaitable<Result<Bytes>> never_answer() {
    const Counted counted(waiting);
    while (!stopping_) co_await changed_.wait();
    co_return fail(Errc::Cancelled);
  }
  net::awaitable<Result<Bytes>> open_session(Bytes request) {
    v1::OpenSessionRequest wanted;
    if (!wanted.ParseFromString(request)) co_return fail(Errc::BadMessage);
    if (machine_off) co_return fail(Errc::MachineOff);
    v1::OpenSessionResponse response;
    response.set_session_id(static_cast<std::uint64_t>(++sessions));
    response.set_ticket("sixteen bytes!!!");
    co_return response.SerializeAsString();
  }
  net::awaitable<Result<void>> watch(wire::RpcStreamPtr stream) {
    const Counted counted(watching);
    v1::Event ready;
    ready.mutable_ready();
    Result<void> told = co_await wire::write_message(*stream, std::move(ready));
    std::size_t next = events_.size();
    while (told && !stopping_) {
      auto news = changed_.wait();
      auto first = co_await (std::move(news) || stream->gone());
      if (first.index() == 1) break;
      while (told && next < events_.size()) {
        told = co_await wire::write_message(*stream, events_[next++]);
      }
    }
    co_return told;
  }
  // The PC's end stays with the test; the stream is the relay's as long as the PC listens.
  net::awaitable<Result<void>> join(wire::RpcStreamPtr stream) {
    pc = std::make_unique<FakePc>(io_, timeline_, stream, machine_);
    pc->come(static_cast<std::uint64_t>(sessions));
    co_await stream->gone();
    co_return Result<void>{};
  }

  net::io_context& io_;
  wire::Timeline& timeline_;
  const Organisation& organisation_;
  const Holder machine_;
  std::unique_ptr<wire::RpcServer> server_;
  std::uint16_t port_ = 0;
  std::vector<v1::Event> events_;
  bool stopping_ = false;
  wire::Signal changed_;
};

}  // namespace maintendue::test
