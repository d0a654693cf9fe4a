// An organisation's keys and data in a folder of the test's own, and a loop to run its stories on.
#pragma once

#include <gtest/gtest.h>

#include <fstream>

#include "relay/relay.h"
#include "tests/support/organisation.h"
#include "tests/support/temp_folder.h"

namespace maintendue::test {

// A test whose body is a coroutine of its fixture, which has a `site_` to play it on.
#define STORY(Fixture, Name)                                                             \
  class Fixture##Name : public Fixture {                                                 \
   protected:                                                                            \
    net::awaitable<void> story();                                                        \
  };                                                                                     \
  GTEST_TEST_(Fixture, Name, Fixture##Name, ::testing::internal::GetTypeId<Fixture>()) { \
    site_.play(story());                                                                 \
  }                                                                                      \
  net::awaitable<void> Fixture##Name::story()

// What had to work, or the story ends here.
template <class T>
T required(Result<T> result, const char* what) {
  if (!result)
    throw std::runtime_error(std::string(what) + ": " + std::string(name(result.error().code)));
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

class Site {
 public:
  Site() {
    const Holder server = organisation_.server();
    std::filesystem::create_directories(keys());
    write("relay.key", server.key.to_pem());
    write("relay.crt", server.chain);
    write("root.crt", organisation_.root().certificate.to_pem());
    write("roster", organisation_.news().SerializeAsString());
  }

  const Organisation& organisation() const { return organisation_; }
  std::filesystem::path keys() const { return folder_.path() / "keys"; }
  std::filesystem::path data() const { return folder_.path() / "data"; }
  net::io_context& io() { return io_; }
  net::any_io_executor main() { return io_.get_executor(); }

  // The people of the roster that the relay begins with.
  const Holder& nadia() const { return nadia_; }      // mediator
  const Holder& lea() const { return lea_; }          // support
  const Holder& camille() const { return camille_; }  // admin
  // An operator's certificate made by whoever, whenever.
  static Holder operator_by(const identity::Issuer& issuer, WallTime when) {
    const auto key = identity::PrivateKey::generate();
    const std::string id = "00000000000000ad";
    const auto leaf = identity::issue_operator(issuer, key.public_key(), OperatorId{id}, when);
    return {key, leaf.to_pem() + issuer.certificate.to_pem(), id};
  }

  // Runs a story to its end. What it throws fails the test.
  void play(net::awaitable<void> story) {
    std::exception_ptr failure;
    bool over = false;
    const auto done = [&](std::exception_ptr e) {
      failure = e;
      over = true;
    };
    net::co_spawn(io_, std::move(story), done);
    io_.restart();
    while (!over && io_.run_one() > 0) {
    }
    try {
      if (failure) std::rethrow_exception(failure);
    } catch (const std::exception& e) {
      ADD_FAILURE() << e.what();
    }
    EXPECT_TRUE(over);
  }

 private:
  void write(const char* file, const std::string& text) { std::ofstream(keys() / file) << text; }

  TempFolder folder_;
  net::io_context io_{1};
  Organisation organisation_{"La Maison Numérique", std::chrono::system_clock::now()};
  Holder nadia_ = organisation_.operator_named();
  Holder lea_ = organisation_.operator_named("Léa", {v1::ROLE_SUPPORT}, "00000000000000ac");
  Holder camille_ = organisation_.operator_named("Camille", {v1::ROLE_ADMIN}, "00000000000000af");
};

// The real clocks, which a story may put forward. Whoever sleeps already sleeps on.
class LaterTimeline final : public wire::Timeline {
 public:
  explicit LaterTimeline(net::any_io_executor main) : real_(std::move(main)) {}

  void pass(std::chrono::milliseconds time) { ahead_ += time; }
  SteadyTime steady() const override { return real_.steady() + ahead_; }
  WallTime wall() const override { return real_.wall() + ahead_; }
  net::awaitable<void> sleep_until(SteadyTime when) override {
    return real_.sleep_until(when - ahead_);
  }

 private:
  wire::SystemTimeline real_;
  std::chrono::milliseconds ahead_{0};
};

// A site whose relay runs in this process.
class RelaySite : public Site {
 public:
  RelaySite() : relay_(std::make_unique<relay::Relay>(main(), timeline_, settings())) {
    relay_->start();
  }
  ~RelaySite() { stop(); }

  std::uint16_t port() const { return relay_->port(); }
  // For the relay, so much time has passed.
  void pass(std::chrono::milliseconds time) { timeline_.pass(time); }
  WallTime now() const { return timeline_.wall(); }
  void stop() {
    if (relay_) play(relay_->stop());
    relay_.reset();
  }

 private:
  server::Settings settings() const { return {keys(), data(), {"127.0.0.1", 0}}; }

  LaterTimeline timeline_{main()};
  std::unique_ptr<relay::Relay> relay_;
};

}  // namespace maintendue::test
