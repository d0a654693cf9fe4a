#include "agent/service/birth/enrolment.h"

#include <unistd.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "identity/enrolment_code.h"
#include "identity/issue.h"
#include "maintendue/v1/enrolment.pb.h"

namespace maintendue::agent {
namespace {

using namespace std::chrono_literals;

constexpr auto kConnect = 20s;
constexpr auto kAnswer = 30s;
constexpr auto kAskAgain = 5s;

std::string hostname() {
  char name[256] = {};
  ::gethostname(name, sizeof(name) - 1);
  return std::string(name).substr(0, 64);
}

wire::ChannelOptions server_only(
    const EnrolOptions& options, const identity::Trust& trust, std::shared_ptr<const Clock> clock
) {
  wire::ChannelOptions channel;
  channel.host = options.server.host;
  channel.port = options.server.port;
  channel.roots = options.root_pem;
  channel.check_server =
      identity::server_check(trust, identity::Server::Enrolment, options.server.host, [clock] {
        return std::max(clock->wall(), kReleased);
      });
  return channel;
}

Result<roster::Book> book_in(const EnrolOptions& options) {
  Result<identity::Trust> trust = identity::Trust::from_pem(options.root_pem);
  if (!trust) return tl::unexpected(trust.error());
  roster::Book book(*trust);
  v1::RosterNews news;
  const bool parsed = news.ParseFromString(options.roster);
  if (parsed) (void)book.take_in(news);  // a book that is empty afterwards says the same
  if (book.empty()) return fail(Errc::BadMessage, "the roster is not this organisation's");
  return book;
}

// One question to the enrolment process; nothing when this PC has to wait.
net::awaitable<Result<std::optional<std::string>>> ask(
    net::any_io_executor main, std::shared_ptr<const Clock> clock, const EnrolOptions& options
) {
  if (Result<MachineState> already = load_state(options.state); already) {
    co_return std::optional(already->machine_id);
  }
  Result<roster::Book> book = book_in(options);
  if (!book) co_return tl::unexpected(book.error());
  Result<identity::PrivateKey> key = load_or_make_key(options.state);
  if (!key) co_return tl::unexpected(key.error());

  const auto channel = wire::RpcChannel::open(main, server_only(options, book->trust(), clock));
  Result<void> connected = co_await channel->connect(kConnect);
  if (!connected) co_return tl::unexpected(connected.error());
  v1::EnrolRequest request;
  request.set_token(options.token);
  request.set_enrolment_code(options.code);
  request.set_csr(identity::make_request(*key));
  request.set_hostname(hostname());
  Result<v1::EnrolResponse> answer = co_await wire::call<v1::EnrolResponse>(
      *channel, "/maintendue.v1.Enrolment/Enrol", std::move(request), kAnswer
  );
  if (!answer) co_return tl::unexpected(answer.error());
  if (answer->waiting()) co_return std::optional<std::string>();

  Result<void> saved =
      save_state(options.state, *key, answer->certificate_chain(), options.root_pem, *book);
  if (!saved) co_return tl::unexpected(saved.error());
  Result<MachineState> state = load_state(options.state);  // reads it back, and checks it
  if (!state) co_return tl::unexpected(state.error());
  co_return std::optional(state->machine_id);
}

// What another try may mend.
bool may_pass(Errc why) {
  return why == Errc::RelayUnreachable || why == Errc::TimedOut || why == Errc::PeerGone ||
         why == Errc::TryLater || why == Errc::Overloaded;
}

}  // namespace

net::awaitable<Result<std::string>> enrol(
    net::any_io_executor main, std::shared_ptr<const Clock> clock, EnrolOptions options
) {
  Result<std::optional<std::string>> asked = co_await ask(main, clock, options);
  if (!asked) co_return tl::unexpected(asked.error());
  if (!asked->has_value()) co_return fail(Errc::BadMessage, "told to wait with a token");
  co_return std::move(**asked);
}

net::awaitable<Result<std::string>> enrol_by_code(
    net::any_io_executor main,
    std::shared_ptr<wire::Timeline> timeline,
    EnrolOptions options,
    std::function<void(const std::string&)> waits
) {
  for (bool told = false;;) {
    Result<std::optional<std::string>> asked = co_await ask(main, timeline, options);
    if (asked && asked->has_value()) co_return std::move(**asked);
    // Before it has ever been heard, what is in the way is for the person who typed the code.
    if (!asked && !(told && may_pass(asked.error().code))) {
      co_return tl::unexpected(asked.error());
    }
    if (asked && !std::exchange(told, true)) {
      const Result<identity::PrivateKey> key = load_or_make_key(options.state);
      if (key) waits(identity::check_number(key->public_key()));
    }
    co_await timeline->sleep_for(kAskAgain);
  }
}

}  // namespace maintendue::agent
