// The enrolment process, open, and PCs that call it over real gRPC.
#pragma once

#include <boost/asio/use_future.hpp>
#include <future>

#include "identity/enrolment_code.h"
#include "maintendue/v1/enrolment.pb.h"
#include "relay/enrolment/enrolment.h"
#include "roster/enrolment_order.h"
#include "support/manual_timeline.h"
#include "wire/rpc_channel.h"
#include "workshop.h"

namespace maintendue::enrolment {

using test::Workshop;
using namespace std::chrono_literals;

// The real process but for its main(), and PCs that call it over real gRPC.
class EnrolmentTest : public Workshop {
 protected:
  void SetUp() override { open_for_business(); }
  void TearDown() override { close(); }

  void open_for_business() {
    const server::Settings settings{keys(), data(), {"127.0.0.1", 0}};
    enrolment_.emplace(io_.get_executor(), timeline_, settings);
    enrolment_->start();
  }
  void close() {
    channel_.reset();
    if (enrolment_) run(enrolment_->stop());
    enrolment_.reset();
  }

  template <class T>
  T run(net::awaitable<T> story) {
    auto future = net::co_spawn(io_, std::move(story), net::use_future);
    io_.restart();
    while (future.wait_for(0s) != std::future_status::ready) io_.run_one();
    return future.get();
  }

  wire::RpcChannel& line() {
    if (!channel_) {
      wire::ChannelOptions options;
      options.host = "127.0.0.1";
      options.port = enrolment_->port();
      options.roots = organisation_.trust().root_pem();
      options.check_server = [this](const std::string&, const std::string& chain) {
        return organisation_.trust().check_server(
            chain, identity::Server::Enrolment, "127.0.0.1", test::kWorkshopDay
        );
      };
      channel_ = wire::RpcChannel::open(io_.get_executor(), std::move(options));
    }
    return *channel_;
  }
  Result<v1::EnrolResponse> enrol(const Bytes& token, const Bytes& csr) {
    v1::EnrolRequest request;
    request.set_token(token);
    request.set_csr(csr);
    request.set_hostname("pc-du-salon");
    return run(wire::call<v1::EnrolResponse>(
        line(), "/maintendue.v1.Enrolment/Enrol", std::move(request), 30s
    ));
  }
  Result<v1::EnrolResponse> enrol(const Bytes& token) {
    return enrol(token, identity::make_request(identity::PrivateKey::generate()));
  }
  Result<v1::EnrolResponse> show(const std::string& code, const identity::PrivateKey& key) {
    v1::EnrolRequest request;
    request.set_enrolment_code(code);
    request.set_csr(identity::make_request(key));
    request.set_hostname("salon\x1b[31m");
    return run(wire::call<v1::EnrolResponse>(
        line(), "/maintendue.v1.Enrolment/Enrol", std::move(request), 30s
    ));
  }

  using What = decltype(roster::EnrolmentOrder::what);

  // As an operator of that organisation gives it, with the roster that she knows.
  Result<v1::OrderAnswer> order(
      const test::Holder& by, What what, const test::Organisation& of, std::chrono::minutes ago = {}
  ) {
    const roster::EnrolmentOrder order{OperatorId{by.id}, timeline_.wall() - ago, std::move(what)};
    return give(roster::sign_order(order, of.book(), by.key));
  }
  Result<v1::OrderAnswer> order(const test::Holder& by, What what, std::chrono::minutes ago = {}) {
    return order(by, std::move(what), organisation_, ago);
  }
  Result<v1::OrderAnswer> give(v1::SignedOrder signed_order) {
    return run(wire::call<v1::OrderAnswer>(
        line(), "/maintendue.v1.Enrolment/GiveOrder", std::move(signed_order), 30s
    ));
  }
  static Bytes hash_of(const identity::PrivateKey& key) {
    return identity::sha256(key.public_key());
  }
  static void expect(const Result<v1::EnrolResponse>& answer, Errc why) {
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, why) << answer.error().detail;
  }

  net::io_context io_;
  test::ManualTimeline timeline_{io_};
  std::optional<Enrolment> enrolment_;
  std::unique_ptr<wire::RpcChannel> channel_;
};

}  // namespace maintendue::enrolment
