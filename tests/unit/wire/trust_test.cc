#include <atomic>

#include "line.h"

namespace maintendue::wire {
namespace {

const char* const kPing = "/x/Ping";

class OuterTls : public Line {
 protected:
  void serve() {
    server().on_call(kPing, [this](Caller caller, Bytes) { return ping(std::move(caller)); });
    start([this](const Caller&) {
      ++knocked_;
      return Result<void>{};
    });
  }
  net::awaitable<Result<Bytes>> ping(Caller caller) {
    caller_ = std::move(caller);
    co_return Bytes("pong");
  }
  Result<Bytes> ping_with(ChannelOptions options) {
    const auto channel = open(std::move(options));
    return run(channel->call(kPing, "", 20s));
  }

  // A port that nobody listens on any more.
  ChannelOptions to_nobody() {
    start();
    ChannelOptions options = to_server();
    stop();
    return options;
  }

  int knocked_ = 0;
  Caller caller_;
};

TEST_F(OuterTls, NeverLetsAStrangerReachAHandler) {
  serve();
  ChannelOptions no_certificate = to_server();
  no_certificate.identity.reset();
  const auto refused = code(ping_with(no_certificate));
  EXPECT_TRUE(refused == Errc::NotAllowed || refused == Errc::RelayUnreachable);

  const Organisation other("Une autre association", std::chrono::system_clock::now());
  ChannelOptions foreign = to_server();
  foreign.identity = identity_of(other.operator_named("Zoé"));
  EXPECT_TRUE(code(ping_with(foreign)));

  EXPECT_EQ(knocked_, 0);
  EXPECT_TRUE(ping_with(to_server()));
  EXPECT_EQ(knocked_, 1);
}

TEST_F(OuterTls, RefusesAnExpiredOperator) {
  serve();
  const auto long_ago = std::chrono::system_clock::now() - std::chrono::hours(24 * 4000);
  const Holder key = organisation().operator_named();
  const identity::Issuer& roster_key = organisation().roster_key();
  const auto expired =
      identity::issue_operator(roster_key, key.key.public_key(), OperatorId{key.id}, long_ago);
  ChannelOptions options = to_server();
  options.identity =
      TlsIdentity{key.key.to_pem(), expired.to_pem() + roster_key.certificate.to_pem()};
  EXPECT_TRUE(code(ping_with(options)));
  EXPECT_EQ(knocked_, 0);
}

TEST_F(OuterTls, AsksThePeerCheckAndBelievesIt) {
  serve();
  std::string leaf, chain;
  ChannelOptions options = to_server();
  options.check_server = [&](const std::string& l, const std::string& c) {
    leaf = l;
    chain = c;
    return Result<void>{};
  };
  const auto channel = open(options);
  EXPECT_FALSE(code(run(channel->connect(20s))));
  EXPECT_TRUE(chain.starts_with(leaf));
  const auto now = std::chrono::system_clock::now();
  EXPECT_TRUE(organisation().trust().check_server(chain, identity::Server::Relay, "localhost", now)
  );
}

TEST_F(OuterTls, TellsARefusedRelayFromAnUnreachableOne) {
  serve();
  ChannelOptions options = to_server();
  std::atomic<bool> trusted = false;
  options.check_server = [&trusted](const std::string&, const std::string&) -> Result<void> {
    if (!trusted) return fail(Errc::NotTrusted, "not signed by the root");
    return {};
  };
  const auto refused = open(options);
  const Result<void> answer = run(refused->connect(20s));
  EXPECT_EQ(code(answer), Errc::NotTrusted);
  EXPECT_EQ(answer.error().detail, "not signed by the root");
  EXPECT_EQ(code(run(refused->call(kPing, "", 20s))), Errc::NotTrusted);
  EXPECT_EQ(knocked_, 0);

  trusted = true;
  const auto reachable = open(options);
  EXPECT_FALSE(code(run(reachable->connect(20s))));
  options.port = server().port();
  stop();
  EXPECT_EQ(code(run(reachable->call(kPing, "", 20s))), Errc::RelayUnreachable);
  const auto nobody = open(options);
  EXPECT_EQ(code(run(nobody->connect(20s))), Errc::RelayUnreachable);
}

TEST_F(OuterTls, TakesACheckThatThrowsForARefusal) {
  serve();
  ChannelOptions options = to_server();
  options.check_server = [](const std::string&, const std::string&) -> Result<void> {
    throw std::runtime_error("bad PEM");
  };
  EXPECT_EQ(code(ping_with(options)), Errc::NotTrusted);
}

TEST_F(OuterTls, ServesStrangersOnAServerOnlyPort) {
  options_.client_roots.clear();
  serve();
  ChannelOptions options = to_server();
  options.identity.reset();
  EXPECT_EQ(ping_with(options), Result<Bytes>("pong"));
  EXPECT_EQ(caller_.certificate, "");
  EXPECT_EQ(caller_.chain, "");
  EXPECT_EQ(caller_.address, "127.0.0.1");
}

TEST_F(OuterTls, SaysInOneSentenceThatItCanNotStart) {
  serve();
  ServerOptions same = options_;
  same.identity = identity_of(organisation().server());
  same.port = server().port();
  const auto second = RpcServer::create(io_.get_executor(), same);
  const auto all = [](const Caller&) { return Result<void>{}; };
  EXPECT_THROW(second->start(all), std::runtime_error);
  same.identity.private_key = "no key";
  const auto third = RpcServer::create(io_.get_executor(), same);
  EXPECT_THROW(third->start(all), std::runtime_error);
}

// No server in this process: the channel's end is the end of gRPC's last user.
TEST_F(OuterTls, OutlivesManyReconnections) {
  ChannelOptions options = to_nobody();
  for (int i = 0; i < 200; ++i) {
    auto channel = open(options);
    const auto stream = channel->stream("/x/Stream");
    auto calling = begin(channel->call(kPing, "", 20s));
    if (i % 2 == 0) {
      EXPECT_EQ(code(calling.get()), Errc::RelayUnreachable);
    }
    if (i % 4 == 1) settle();
    channel.reset();
    if (i % 4 == 3) {
      EXPECT_EQ(code(calling.get()), Errc::Cancelled) << "it had not begun";
    }
    if (i % 4 == 1) {
      EXPECT_TRUE(code(calling.get())) << "cancelled or refused, whichever came first";
    }
  }
}

TEST_F(OuterTls, FindsTheRelayByNameToo) {
  serve();
  ChannelOptions options = to_server();
  options.host = "localhost";
  EXPECT_TRUE(ping_with(options));
}

}  // namespace
}  // namespace maintendue::wire
