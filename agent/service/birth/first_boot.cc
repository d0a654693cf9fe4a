#include "agent/service/birth/first_boot.h"

#include "agent/service/birth/enrolment.h"
#include "agent/service/link/network_watch.h"
#include "base/backoff.h"
#include "base/log.h"
#include "base/random.h"
#include "maintendue/v1/enrolment.pb.h"

namespace maintendue::agent {
namespace {

using namespace std::chrono_literals;

constexpr auto kComponent = "agent.first_boot";
constexpr std::chrono::minutes kLongestWait{5};
constexpr std::chrono::hours kTokenWait{1};

struct Obstacle {
  log::Level level;
  std::string_view sentence;
};

Obstacle obstacle(Errc why, bool token_is_over) {
  switch (why) {
    case Errc::NotAllowed:
      if (token_is_over) {
        return {
            log::Level::warning,
            "the time of the image's workshop token is over, or this PC's clock is ahead: enrol "
            "this PC with another token"
        };
      }
      return {
          log::Level::warning,
          "the image's workshop token is used up, or not the association's any more: enrol this "
          "PC with another token"
      };
    case Errc::NotTrusted:
      return {
          log::Level::warning,
          "the server at the enrolment address is not the association's own, or this PC's clock "
          "is ahead by years"
      };
    case Errc::TryLater:
    case Errc::Overloaded:
      return {log::Level::info, "the enrolment server asks to wait"};
    case Errc::Internal:
      return {log::Level::error, "this PC could not be enrolled: its disk or the server fails"};
    default:
      return {log::Level::info, "the enrolment server is not reached: is there Internet here?"};
  }
}

// Of a token that nobody has checked: good for a sentence only.
WallTime end_of(const Bytes& signed_token) {
  v1::SignedToken sealed;
  v1::WorkshopToken token;
  if (!sealed.ParseFromString(signed_token) || !token.ParseFromString(sealed.token())) return {};
  constexpr std::int64_t kFarthest = 7'258'118'400;  // the year 2200
  if (token.not_after() < 0 || token.not_after() >= kFarthest) return {};
  return from_unix_ms(token.not_after() * 1000);
}

// Never returns by itself, also where the kernel does not tell of changes.
net::awaitable<void> watch_network(
    net::any_io_executor main, wire::Timeline& timeline, wire::Signal& changed
) {
  NetworkWatch watch(main, timeline, [&changed] { changed.notify(); });
  co_await watch.run();
  wire::Signal never(main);
  for (;;) co_await never.wait();
}

}  // namespace

net::awaitable<std::string> until_enrolled(
    wire::Timeline& timeline,
    wire::Signal& network_changed,
    Enrolling enrolling,
    WallTime token_ends
) {
  Backoff backoff{kLongestWait};
  std::string_view said;
  for (;;) {
    Result<std::string> id = co_await enrolling();
    if (id) co_return std::move(*id);
    const Errc why = id.error().code;
    const auto [level, sentence] = obstacle(why, timeline.wall() >= token_ends);
    if (sentence != said) {
      log::event(
          kComponent, level, sentence, {{"error", name(why)}, {"detail", id.error().detail}}
      );
    }
    said = sentence;
    const auto usual = backoff.next(random_number());
    const std::chrono::milliseconds wait = why == Errc::NotAllowed ? kTokenWait : usual;
    auto waited = timeline.sleep_for(wait);
    auto changed = network_changed.wait();
    (void)co_await (std::move(waited) || std::move(changed));  // either is a reason to try
  }
}

net::awaitable<void> enrol_at_first_boot(
    net::any_io_executor main,
    std::shared_ptr<wire::Timeline> timeline,
    std::filesystem::path folder,
    Prepared prepared
) {
  const auto server = prepared_enrolment(folder);
  if (!server) throw std::runtime_error("The image names no enrolment server.");
  if (timeline->wall() < kReleased) {
    log::event(
        kComponent, log::Level::warning,
        "this PC's clock is before the day its programs were made: it is not believed"
    );
  }
  const EnrolOptions options{folder, prepared.root_pem, prepared.roster, prepared.token, *server};
  const Enrolling once = [&] { return enrol(main, timeline, options); };
  wire::Signal changed(main);
  auto enrolled = until_enrolled(*timeline, changed, once, end_of(prepared.token));
  auto watched = watch_network(main, *timeline, changed);
  const auto first = co_await (std::move(enrolled) || std::move(watched));
  forget_token(folder);
  log::event(
      kComponent, log::Level::info, "this PC has its identity", {{"machine", std::get<0>(first)}}
  );
}

}  // namespace maintendue::agent
