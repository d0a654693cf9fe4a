#include "console/cli/household_desk.h"

namespace maintendue::cli {
namespace {

// Whoever worked there has let go of the visit's own loop before that ends.
struct Joined {
  net::thread_pool& work;
  ~Joined() { work.join(); }
};

v1::DutyReason duty_in(const Terminal& terminal, const Options& options) {
  const auto word = options.optional("duty");
  if (!word) return v1::DUTY_REASON_UNSPECIFIED;
  if (*word == "family-calls") return v1::DUTY_REASON_FAMILY_CALLS;
  if (*word == "colleague-away") return v1::DUTY_REASON_COLLEAGUE_AWAY;
  if (*word == "upkeep") return v1::DUTY_REASON_UPKEEP;
  stop_usage(terminal, Word::BadDuty, {*word});
}

}  // namespace

HouseholdDesk::HouseholdDesk(Terminal& terminal, const Options& options, WallTime now)
    : terminal_(terminal),
      clock_(now),
      home_(home_in(terminal, options)),
      relay_(relay_in(terminal, options)),
      duty_(duty_in(terminal, options)),
      keys_(keys_in(terminal, home_, passphrase_in(terminal, options, home_))) {
  if (!household_record::may_write(home_.owner)) {
    stop(terminal, Word::NotAMediator, {home_.owner.name});
  }
}

OperatorId HouseholdDesk::mediator_called(const std::string& name) const {
  const roster::Member& member = member_called(terminal_, home_, name);
  if (!household_record::may_write(member.who)) stop(terminal_, Word::NotAMediator, {name});
  return member.who.id;
}

std::string HouseholdDesk::name_of(const OperatorId& who) const {
  const roster::Member* member = home_.book.roster().member(who);
  return member == nullptr ? std::string() : member->who.name;
}

// A newer one may have another data key, or leave somebody out.
void HouseholdDesk::take_roster() {
  const Result<v1::RosterNews> news = RelayVisit(relay_, home_, keys_.key).roster();
  if (!news) stop_for(news.error());
  take_published(terminal_, home_, *news);
}

void HouseholdDesk::run(const Errand& errand, bool read) {
  take_roster();
  net::io_context main{1};
  net::thread_pool work{1};
  const console::Team team(main.get_executor(), home_.book, home_.folder, home_.owner.id);
  const Result<void> done = RelayVisit(relay_, home_, keys_.key).run([&](console::AskRelay ask) {
    const auto households = std::make_shared<console::Households>(
        clock_, team, keys_, std::move(ask), work.get_executor()
    );
    return with_families(households, errand, read, work);
  });
  if (!done) stop_for(done.error());
}

net::awaitable<Result<void>> HouseholdDesk::with_families(
    std::shared_ptr<console::Households> households,
    const Errand& errand,
    bool read,
    net::thread_pool& work
) {
  const Joined joined{work};
  const bool on_duty = duty_ != v1::DUTY_REASON_UNSPECIFIED;
  if (on_duty) {
    Result<void> begun = co_await households->begin_duty(duty_);
    if (!begun) co_return begun;
  }
  Result<void> done;
  if (read) done = co_await households->load();
  if (done && read) {
    const Result<int> sealed = co_await households->seal_anew();
    if (!sealed) done = tl::unexpected(sealed.error());
    (void)co_await households->erase_anew();  // another console does, or this one the next time
  }
  std::exception_ptr stopped;  // the duty ends however the errand does
  try {
    if (done) done = co_await errand(*households);
  } catch (...) {
    stopped = std::current_exception();
  }
  if (on_duty) {
    const Result<void> ended = co_await households->end_duty();
    if (done && !ended) done = ended;
  }
  if (stopped) std::rethrow_exception(stopped);
  co_return done;
}

void HouseholdDesk::stop_for(const Error& why) const {
  switch (why.code) {
    case Errc::OutOfDate:
      stop(terminal_, Word::FamilyOutOfDate);
    case Errc::NoRoom:
      stop(terminal_, Word::NoRoomForFamilies);
    case Errc::NotAllowed:
      stop(terminal_, Word::NotYourFamily);
    case Errc::NotFound:
      stop(terminal_, Word::NothingForThatSheet);
    case Errc::BadMessage:
      stop(terminal_, Word::BadFamilyText);
    case Errc::TryLater: {
      const bool none = home_.book.roster().data_key.empty();
      stop(terminal_, none ? Word::NobodyKeepsFamilies : Word::NoFamilyKey);
    }
    case Errc::NotTrusted:
      stop(terminal_, Word::NotLetIn);
    default:
      stop(terminal_, why.code, Word::RelayFailed);
  }
}

}  // namespace maintendue::cli
