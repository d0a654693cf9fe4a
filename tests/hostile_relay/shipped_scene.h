// Two families' PCs and three operators' desks, the relay as it ships, and somebody who stands
// before it with its keys.
#pragma once

#include <fstream>

#include "console/relay_client/relay_client.h"
#include "hostile_relay/cast.h"
#include "hostile_relay/meddling.h"
#include "hostile_relay/people.h"
#include "identity/peer.h"
#include "integration/relay/program.h"

namespace maintendue::test {

// The relay's folders, with the keys that it is given, and its program.
class ShippedRelay {
 public:
  explicit ShippedRelay(const Cast& cast) {
    const Holder server = cast.organisation.server();
    std::filesystem::create_directories(keys());
    write("relay.key", server.key.to_pem());
    write("relay.crt", server.chain);
    write("root.crt", cast.organisation.root().certificate.to_pem());
    write("roster", cast.newest().SerializeAsString());
    program_.emplace(
        std::vector<std::string>{
            "--keys", keys(), "--data", folder_.path() / "data", "--listen", "127.0.0.1:0"
        },
        folder_.path() / "log"
    );
    address_ = {"localhost", program_->port()};
  }

  const Address& address() const { return address_; }
  bool runs() { return program_->runs(); }

  // Whether some file that it wrote holds it: its database, its log.
  bool wrote(const std::string& words) const {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path())) {
      if (!entry.is_regular_file() || entry.path().parent_path() == keys()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string all{std::istreambuf_iterator<char>(file), {}};
      if (all.find(words) != std::string::npos) return true;
    }
    return false;
  }

 private:
  std::filesystem::path keys() const { return folder_.path() / "keys"; }
  void write(const char* file, const std::string& text) { std::ofstream(keys() / file) << text; }

  TempFolder folder_;
  std::optional<RelayProgram> program_;
  Address address_;
};

class ShippedScene {
 public:
  ShippedScene(const Cast& cast, Dice& dice, double malice)
      : cast_(cast), dice_(dice), relay_(cast), meddler_(dice, malice) {
    timeline_.set_wall(cast.founded);
    const v1::RosterNews newest = cast.newest();
    for (const Holder& machine : cast.machines) {
      homes_.push_back(std::make_unique<Home>(
          io_, timeline_, cast.organisation, machine, cast.knows(newest), dial_of_pc()
      ));
    }
    put_desk(cast.nadia, newest);
    put_desk(cast.zoe, newest);
    put_desk(cast.remi, cast.organisation.news(1));  // he does not know yet
    settle();
  }
  ~ShippedScene() {
    desks_.clear();
    for (const auto& client : clients_) leave(*client);
    homes_.clear();
  }

  // Something happens, and what must hold holds.
  void step() {
    happen();
    settle();
    witness_.look();
    // The outer line carries the roster, which the relay may know; of families and what they show,
    // nothing.
    witness_.read(meddler_.loot(), {"TYPED", "DRAWN"});
  }
  // What is to be seen of the relay once all is over.
  void look_at_relay() {
    EXPECT_TRUE(relay_.runs()) << "the relay is gone";
    for (const char* secret : {"TYPED", "DRAWN"}) EXPECT_FALSE(relay_.wrote(secret)) << secret;
  }

  const Witness& witness() const { return witness_; }
  std::size_t changed() const { return meddler_.changed(); }

 private:
  // The relay answers in its own time: what comes is done until nothing comes for a moment.
  void settle() {
    do {
      timeline_.settle();
      for (const auto& home : homes_) home->serve();
    } while (io_.run_one_for(std::chrono::milliseconds{8}) > 0);
  }

  void happen() {
    Home& home = *homes_[any_of(dice_, homes_.size())];
    Desk& desk = *desks_[any_of(dice_, desks_.size())];
    switch (any_of(dice_, 20)) {
      case 0:
      case 1:
      case 2:
        if (!desk.busy()) desk.call(cast_.machines[any_of(dice_, cast_.machines.size())]);
        return;
      case 3:
        return timeline_.advance(std::chrono::milliseconds(1 + any_of(dice_, 20'000)));
      case 4:
      case 5:
        return timeline_.advance(std::chrono::milliseconds(1 + any_of(dice_, 1'500)));
      case 6:
        meddler_.cut("/Join");
        if (chance(dice_, 0.1)) meddler_.cut("/Attach");
        return timeline_.advance(std::chrono::seconds{1});
      default:
        return go_about(dice_, home, desk, witness_);
    }
  }

  void put_desk(const Holder& who, const v1::RosterNews& known) {
    clients_.push_back(
        std::make_shared<console::RelayClient>(io_.get_executor(), timeline_, dial_of(who))
    );
    clients_.back()->start();
    desks_.push_back(std::make_unique<Desk>(
        io_, timeline_, cast_.organisation, who, cast_.knows(known), clients_.back(),
        cast_.records()
    ));
  }
  void leave(console::RelayClient& client) {
    bool left = false;
    auto stop = [](console::RelayClient& client, bool& left) -> net::awaitable<void> {
      co_await client.stop();
      left = true;
    };
    net::co_spawn(io_, stop(client, left), net::detached);
    while (!left) settle();
  }

  agent::DialRelay dial_of_pc() {
    return [this](
               std::shared_ptr<const agent::MachineState> state, const identity::Trust& trust,
               WallTime floor, auto purpose
           ) {
      return meddler_.between(agent::dial(
          io_.get_executor(), relay_.address(), std::move(state), trust,
          {std::shared_ptr<void>(), &timeline_}, floor, purpose
      ));
    };
  }
  console::RelayClient::Dial dial_of(const Holder& who) {
    return [this, who](console::Purpose purpose) {
      const identity::Trust trust = cast_.organisation.trust();
      wire::ChannelOptions options;
      options.host = relay_.address().host;
      options.port = relay_.address().port;
      options.identity = wire::TlsIdentity{who.key.to_pem(), who.chain};
      options.roots = trust.root_pem();
      options.bounded_buffers = purpose == console::Purpose::Tunnel;
      options.check_server = identity::server_check(
          trust, identity::Server::Relay, relay_.address().host, [this] { return timeline_.wall(); }
      );
      return meddler_.between(wire::RpcChannel::open(io_.get_executor(), std::move(options)));
    };
  }

  const Cast& cast_;
  Dice& dice_;
  net::io_context io_;
  ManualTimeline timeline_{io_};
  ShippedRelay relay_;
  Meddler meddler_;
  Homes homes_;
  std::vector<console::RelayClientPtr> clients_;
  Desks desks_;
  Witness witness_{homes_, desks_, "SAY THIS"};
};

}  // namespace maintendue::test
