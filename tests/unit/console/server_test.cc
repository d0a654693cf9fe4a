// The local web server, over real sockets: who may speak to it, and what it gives out.
#include <deque>

#include "support/console_desk.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

using net::ip::tcp;

class ConsoleServer : public Desk {
 protected:
  // As any other account of this PC could listen there.
  bool can_be_taken(const char* address, std::uint16_t port) {
    tcp::acceptor other(io_);
    error_code error;
    const tcp::endpoint there(net::ip::make_address(address), port);
    other.open(there.protocol());
    other.set_option(net::socket_base::reuse_address(true));
    other.bind(there, error);
    if (!error) other.listen(1, error);
    return !error;
  }
  void open_another(std::uint16_t port) {
    const console::Console another(
        io_.get_executor(), timeline_, console::open_home(folder_.path() / "home"),
        console::Site::load(folder_.path() / "web"), port, console::MakeDial()
    );
  }
};

constexpr auto kRefused = "{\"code\":\"unauthenticated\",\"message\":\"not_allowed\"}";

TEST_F(ConsoleServer, ServesThePagesUnderTheirOwnName) {
  const Answer page = get("/");
  EXPECT_EQ(page.result_int(), 200u);
  EXPECT_EQ(page.body(), "<!doctype html>");
  EXPECT_EQ(page["Content-Type"], "text/html; charset=utf-8");
  EXPECT_EQ(page["Cache-Control"], "no-store");
}

// A browser looks for maintendue.localhost at ::1 and at 127.0.0.1, in an order of its own.
TEST_F(ConsoleServer, IsFoundAtBothLoopbackAddresses) {
  HttpClient there(io_, tcp::endpoint(net::ip::address_v6::loopback(), port_));
  EXPECT_EQ(there.ask(http::verb::get, "/", {{"Host", host_}}).body(), "<!doctype html>");
  EXPECT_EQ(get("/").body(), "<!doctype html>");
}

TEST_F(ConsoleServer, LeavesNoLoopbackAddressToOthers) {
  for (const auto* address : {"127.0.0.1", "0.0.0.0", "::1", "::"}) {
    EXPECT_FALSE(can_be_taken(address, port_)) << address;
  }
  for (const auto* address : {"127.0.0.1", "::1"}) {
    const tcp::acceptor other(io_, {net::ip::make_address(address), 0});
    const std::uint16_t taken = other.local_endpoint().port();
    EXPECT_THAT(
        [&] { open_another(taken); },
        ::testing::ThrowsMessage<std::runtime_error>(
            HasSubstr("port " + std::to_string(taken) + " of " + address + " can't be had")
        )
    );
  }
}

TEST_F(ConsoleServer, NamedFilesMayBeKept) {
  const Answer script = get("/assets/page-1a2b3c.js");
  EXPECT_EQ(script["Content-Type"], "text/javascript; charset=utf-8");
  EXPECT_THAT(std::string(script["Cache-Control"]), HasSubstr("immutable"));
}

TEST_F(ConsoleServer, EveryAnswerCarriesThePolicy) {
  for (const auto* target : {"/", "/nothing", "/token"}) {
    const Answer answer = get(target);
    const std::string policy(answer["Content-Security-Policy"]);
    EXPECT_THAT(policy, HasSubstr("default-src 'none'; script-src 'self';")) << target;
    EXPECT_THAT(policy, HasSubstr("connect-src 'self' ws://" + host_ + ";")) << target;
    EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'; base-uri 'none'; form-action 'none'"));
    EXPECT_EQ(
        answer["Permissions-Policy"],
        "camera=(self), microphone=(), geolocation=(), display-capture=()"
    );
    EXPECT_EQ(answer["X-Content-Type-Options"], "nosniff");
    EXPECT_EQ(answer["Referrer-Policy"], "no-referrer");
    EXPECT_EQ(answer["Cross-Origin-Opener-Policy"], "same-origin");
    EXPECT_EQ(answer["Cross-Origin-Resource-Policy"], "same-origin");
  }
}

TEST_F(ConsoleServer, AnswersToOneHostOnly) {
  const std::string port = std::to_string(port_);
  const std::vector<std::string> wrong{
      "127.0.0.1:" + port,
      "localhost:" + port,
      "maintendue.localhost",
      "maintendue.localhost:1",
      "evil.example:" + port,
      "x.maintendue.localhost:" + port,
      ""
  };
  for (const std::string& host : wrong) {
    const Answer answer = client().ask(http::verb::get, "/", {{"Host", host}});
    EXPECT_EQ(answer.result_int(), 421u) << host;
  }
  EXPECT_EQ(client().ask(http::verb::get, "/", {}).result_int(), 421u);
  EXPECT_EQ(
      client().ask(http::verb::get, "/", {{"Host", host_}, {"Host", host_}}).result_int(), 421u
  );
}

TEST_F(ConsoleServer, RefusesPagesOfOthers) {
  const std::vector<std::string> others{
      "http://evil.example", "https://" + host_, "null", "http://" + host_ + ".evil.example"
  };
  for (const std::string& origin : others) {
    const Fields fields{{"Host", host_}, {"Origin", origin}};
    EXPECT_EQ(client().ask(http::verb::get, "/", fields).result_int(), 403u) << origin;
    EXPECT_EQ(client().ask(http::verb::post, "/token", fields, "x").result_int(), 403u) << origin;
  }
  const Fields ours{{"Host", host_}, {"Origin", "http://" + host_}};
  EXPECT_EQ(client().ask(http::verb::get, "/", ours).result_int(), 200u);
}

TEST_F(ConsoleServer, GivesOutNothingFromElsewhere) {
  for (const auto* target :
       {"/../secret.html", "/%2e%2e/secret.html", "/..%2fsecret.html", "/assets/../../secret.html",
        "//secret.html", "/link.html", "/up/secret.html", "/./index.html", "/index.html?x",
        "/home/operator.key", "http://x/", "\\..\\secret.html"}) {
    const Answer answer = get(target);
    EXPECT_EQ(answer.result_int(), 404u) << target;
    EXPECT_THAT(answer.body(), ::testing::Not(HasSubstr("not for pages"))) << target;
  }
}

TEST_F(ConsoleServer, AnAddressTokenIsGoodOnce) {
  const std::string once = address_token();
  const Answer first = redeem(once);
  EXPECT_EQ(first.result_int(), 200u);
  EXPECT_EQ(first.body().size(), 64u);
  EXPECT_EQ(first["Content-Type"], "text/plain; charset=utf-8");
  const Answer again = redeem(once);
  EXPECT_EQ(again.result_int(), 401u);
  EXPECT_EQ(again.body(), kRefused);
}

TEST_F(ConsoleServer, ANewAddressVoidsTheOneBefore) {
  const std::string before = address_token();
  const std::string now = address_token();
  EXPECT_EQ(redeem(before).result_int(), 401u);
  EXPECT_EQ(redeem("").result_int(), 401u);
  EXPECT_EQ(redeem(now.substr(0, 63)).result_int(), 401u);
  EXPECT_EQ(redeem(now).result_int(), 200u);
}

TEST_F(ConsoleServer, AReloadedPageKeepsItsToken) {
  const std::string first = token();
  (void)redeem(address_token());  // another page comes
  EXPECT_EQ(call("/maintendue.local.v1.Console/GetStatus", {}).result_int(), 200u);
}

TEST_F(ConsoleServer, EveryCallShowsTheHeaderToken) {
  Fields fields = call_fields();
  const std::vector<std::string> bad{"", std::string(64, '0'), token() + "0"};
  for (const std::string& wrong : bad) {
    fields[1].second = wrong;
    for (const auto* method :
         {"/maintendue.local.v1.Console/GetStatus", "/maintendue.v1.Fleet/ListMachines", "/no/thing"
         }) {
      const Answer answer = client().ask(http::verb::post, method, fields);
      EXPECT_EQ(answer.result_int(), 401u) << method;
      EXPECT_EQ(answer.body(), kRefused);
      EXPECT_EQ(answer["Content-Type"], "application/json");
    }
  }
}

TEST_F(ConsoleServer, ACookieIsNoToken) {
  const Fields fields{
      {"Host", host_},
      {"Cookie", "X-Maintendue-Token=" + token()},
      {"Content-Type", "application/proto"}
  };
  const Answer answer =
      client().ask(http::verb::post, "/maintendue.local.v1.Console/GetStatus", fields);
  EXPECT_EQ(answer.result_int(), 401u);
}

TEST_F(ConsoleServer, OnlyCallsForPagesAreKnown) {
  for (const auto* method :
       {"/maintendue.v1.Sessions/OpenSession", "/maintendue.v1.Tunnel/Join",
        "/maintendue.v1.AgentLink/Attach", "/maintendue.v1.Enrolment/Enrol",
        "/maintendue.local.v1.Console/Nothing", "/maintendue.v1.Fleet/", "/"}) {
    const Answer answer = call(method, {});
    EXPECT_EQ(answer.result_int(), 501u) << method;
    EXPECT_EQ(answer.body(), "{\"code\":\"unimplemented\",\"message\":\"not_found\"}");
  }
}

TEST_F(ConsoleServer, SpeaksNothingButConnect) {
  Fields json = call_fields("application/json");
  const auto* method = "/maintendue.local.v1.Console/GetStatus";
  EXPECT_EQ(client().ask(http::verb::post, method, json, "{}").result_int(), 415u);
  Fields packed = call_fields();
  packed.emplace_back("Content-Encoding", "gzip");
  EXPECT_EQ(client().ask(http::verb::post, method, packed, "x").result_int(), 501u);
  EXPECT_EQ(client().ask(http::verb::put, method, call_fields(), "x").result_int(), 405u);
  EXPECT_EQ(call(method, "\xff\xff").result_int(), 400u);
}

TEST_F(ConsoleServer, RefusesWhatIsTooLong) {
  Fields fields{{"Host", host_}, {"X-Long", std::string(9000, 'x')}};
  EXPECT_EQ(client().ask(http::verb::get, "/", fields).result_int(), 431u);
  const Bytes body(300 * 1024, 'x');
  EXPECT_EQ(call("/maintendue.local.v1.Console/GetStatus", body).result_int(), 413u);
}

TEST_F(ConsoleServer, RefusesWhatIsNotHttp) {
  HttpClient client = this->client();
  client.send_raw("\x16\x03\x01 hello\r\n\r\n");
  EXPECT_EQ(client.receive().result_int(), 400u);
}

TEST_F(ConsoleServer, DoesNotWaitForASlowHead) {
  HttpClient slow = client();
  slow.send_raw("GET / HTTP/1.1\r\nHost: maint");
  drive_until(io_, [this] { return timeline_.sleepers() > 0; });
  timeline_.advance(20s);
  EXPECT_EQ(slow.receive().result_int(), 0u);
}

TEST_F(ConsoleServer, DoesNotWaitForASlowBody) {
  HttpClient slow = client();
  slow.send_raw("POST /token HTTP/1.1\r\nHost: " + host_ + "\r\nContent-Length: 64\r\n\r\nabc");
  drive_until(io_, [this] { return timeline_.sleepers() > 0; });
  // The head is there, so that only the body's ten seconds are left to run out.
  for (int i = 0; i < 100; ++i) io_.poll();
  timeline_.advance(10s);
  EXPECT_EQ(slow.receive().result_int(), 0u);
}

TEST_F(ConsoleServer, KeepsAConnectionForTheNextRequest) {
  HttpClient client = this->client();
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(client.ask(http::verb::get, "/", {{"Host", host_}}).result_int(), 200u);
  }
}

TEST_F(ConsoleServer, AHeadIsAPageWithoutItsBody) {
  HttpClient client = this->client();
  client.send(http::verb::head, "/", {{"Host", host_}});
  client.send_raw("");
  EXPECT_EQ(client.receive_head(), 200);
}

TEST_F(ConsoleServer, HasRoomForSixtyFourConnections) {
  std::deque<HttpClient> crowd;
  for (std::size_t i = 0; i < console::Server::kMostConnections; ++i)
    crowd.emplace_back(io_, port_);
  for (auto& one : crowd) {
    EXPECT_EQ(one.ask(http::verb::get, "/", {{"Host", host_}}).result_int(), 200u);
  }
  EXPECT_EQ(get("/").result_int(), 0u);
  crowd.clear();
  // The hang-ups are seen before the next one comes.
  drive_until(io_, [this] { return timeline_.sleepers() == 0; });
  EXPECT_EQ(get("/").result_int(), 200u);
}

TEST_F(ConsoleServer, TheSessionSocketIsForOurPagesOnly) {
  WebSocketClient without(io_, port_, host_, {});
  EXPECT_EQ(without.answer(), 403);
  WebSocketClient foreign(io_, port_, host_, {{"Origin", "http://evil.example"}});
  EXPECT_EQ(foreign.answer(), 403);
  WebSocketClient elsewhere(io_, port_, "127.0.0.1:" + std::to_string(port_), {});
  EXPECT_EQ(elsewhere.answer(), 421);
}

class SessionHello : public Desk {
 protected:
  std::unique_ptr<WebSocketClient> socket() {
    const Fields fields{{"Origin", "http://" + host_}};
    auto socket = std::make_unique<WebSocketClient>(io_, port_, host_, fields);
    EXPECT_EQ(socket->answer(), 101);
    return socket;
  }
  static Bytes hello(const std::string& token) {
    local::v1::BrowserSays says;
    says.mutable_hello()->set_token(token);
    return Bytes(1, '\0') + says.SerializeAsString();
  }
};

TEST_F(SessionHello, WantsTheHeaderToken) {
  for (const Bytes& wrong : {hello(std::string(64, '0')), Bytes("\1RFB"), Bytes(1, '\0')}) {
    const auto page = socket();
    page->send(wrong);
    EXPECT_EQ(page->receive(), std::nullopt);
  }
}

TEST_F(SessionHello, WantsItWithinFiveSeconds) {
  const auto page = socket();
  drive_until(io_, [this] { return timeline_.sleepers() > 0; });
  timeline_.advance(5s);
  EXPECT_EQ(page->receive(), std::nullopt);
}

TEST_F(SessionHello, WithoutASignInNothingOpens) {
  const auto page = socket();
  page->send(hello(token()));
  const std::optional<Bytes> told = page->receive();
  ASSERT_TRUE(told);
  local::v1::ConsoleTells tells;
  ASSERT_TRUE(tells.ParseFromString(told->substr(1)));
  EXPECT_EQ(tells.phase(), local::v1::ConsoleTells::ENDED);
  EXPECT_EQ(tells.error(), "not_allowed");
  EXPECT_EQ(page->receive(), std::nullopt);
}

}  // namespace
}  // namespace maintendue::test
