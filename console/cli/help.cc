#include "console/cli/commands.h"
#include "console/cli/help_line.h"
#include "console/cli/home_in.h"
#include "console/cli/relay_visit.h"
#include "console/cli/typed_at.h"
#include "console/help/help_desk.h"
#include "help/answer.h"

namespace maintendue::cli {
namespace {

using console::HelpDesk;
using local::v1::AnswerHelpRequest;
using local::v1::HelpCall;
using local::v1::HelpQueue;

// What she wants to say, and of which PC; the request itself is not known yet.
struct Said {
  AnswerHelpRequest call;
  std::vector<std::string> options;  // what follows it
};

// Her folder and her key, with the newest roster.
class Visit {
 public:
  Visit(Terminal& terminal, const Options& options, WallTime now)
      : terminal_(terminal),
        clock_(now),
        home_(home_in(terminal, options)),
        relay_(relay_in(terminal, options)),
        key_(key_in(terminal, home_, passphrase_in(terminal, options, home_))) {
    const Result<v1::RosterNews> news = RelayVisit(relay_, home_, key_).roster();
    if (!news) stop_for(news.error());
    take_published(terminal_, home_, *news);
  }

  template <class What>
  What fetch(const std::function<net::awaitable<Result<What>>(const HelpDesk&)>& errand) {
    net::io_context main{1};
    const console::Team team(main.get_executor(), home_.book, home_.folder, home_.owner.id);
    std::optional<HelpDesk> desk;
    Result<What> there = RelayVisit(relay_, home_, key_).fetch<What>([&](console::AskRelay ask) {
      desk.emplace(clock_, team, std::move(ask));
      return errand(*desk);
    });
    if (!there) stop_for(there.error());
    return std::move(*there);
  }
  HelpQueue list() {
    return fetch<HelpQueue>([](const HelpDesk& desk) { return desk.list(); });
  }
  HelpCall answer(const AnswerHelpRequest& call) {
    return fetch<HelpCall>([&](const HelpDesk& desk) { return desk.answer(call, key_); });
  }

 private:
  [[noreturn]] void stop_for(const Error& why) const {
    switch (why.code) {
      case Errc::OutOfDate:
        stop(terminal_, Word::HelpAnsweredOtherwise);
      case Errc::MachineOfAnother:
        stop(terminal_, Word::HelpOfColleague);
      case Errc::NotAllowed:
        stop(terminal_, Word::NotAMediator, {home_.owner.name});
      case Errc::NotTrusted:
        stop(terminal_, Word::NotLetIn);
      default:
        stop(terminal_, why.code, Word::RelayFailed);
    }
  }

  Terminal& terminal_;
  const TypedAt clock_;
  console::Home home_;
  const Address relay_;
  const identity::PrivateKey key_;
};

v1::HelpOutcome outcome_called(const Terminal& terminal, const std::string& word) {
  if (word == "solved") return v1::HELP_OUTCOME_SOLVED;
  if (word == "not-solved") return v1::HELP_OUTCOME_NOT_SOLVED;
  if (word == "not-reached") return v1::HELP_OUTCOME_NOT_REACHED;
  if (word == "mistake") return v1::HELP_OUTCOME_MISTAKE;
  stop_usage(terminal, Word::BadOutcome, {word});
}

std::int64_t call_at_ms(const Terminal& terminal, const std::string& words, WallTime now) {
  const auto when = minute_named(words);
  const bool can_be = when && *when > now && *when <= now + help::kFarthestCall;
  if (!can_be) stop_usage(terminal, Word::BadCallTime, {words});
  return to_unix_ms(*when);
}

// PC, word, and what the word wants.
Said said_in(const Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  if (arguments.size() < 2) stop_usage(terminal, Word::WantsHelpAnswer);
  Said said;
  if (!identity::is_id(arguments[0])) stop_usage(terminal, Word::BadMachine, {arguments[0]});
  said.call.set_machine_id(arguments[0]);
  const std::string& word = arguments[1];
  std::size_t read = 2;
  if (word == "take") {
    said.call.set_kind(v1::HELP_ANSWER_KIND_TAKEN);
  } else if (word == "plan" || word == "close") {
    if (arguments.size() == read) stop_usage(terminal, Word::MissingValue, {word});
    const std::string& what = arguments[read++];
    const bool closes = word == "close";
    said.call.set_kind(closes ? v1::HELP_ANSWER_KIND_CLOSED : v1::HELP_ANSWER_KIND_PLANNED);
    if (closes) said.call.set_outcome(outcome_called(terminal, what));
    if (!closes) said.call.set_call_at_ms(call_at_ms(terminal, what, now));
  } else {
    stop_usage(terminal, Word::BadHelpAnswer, {word});
  }
  said.options.assign(arguments.begin() + static_cast<std::ptrdiff_t>(read), arguments.end());
  return said;
}

// A PC has one open request at a time.
const HelpCall& open_one(const Terminal& terminal, const HelpQueue& queue, const std::string& pc) {
  for (const HelpCall& call : queue.calls()) {
    if (!call.ended() && call.machine_id() == pc) return call;
  }
  stop(terminal, Word::NoSuchHelp, {pc});
}

}  // namespace

void help_list(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(terminal, arguments, {"home", "relay", "passphrase-file"});
  const HelpQueue queue = Visit(terminal, options, now).list();
  const Language language = terminal.language();
  bool waits = false;
  for (const HelpCall& call : queue.calls()) {
    if (call.ended()) continue;
    terminal.out() << help_line(language, call) << "\n";
    waits = true;
  }
  if (!waits) terminal.out() << say(language, Word::NobodyWaits) << "\n";
  if (queue.more()) terminal.out() << say(language, Word::MoreWait) << "\n";
}

void help_answer(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  Said said = said_in(terminal, arguments, now);
  const Options options(terminal, said.options, {"home", "relay", "passphrase-file"});
  Visit visit(terminal, options, now);
  const HelpQueue queue = visit.list();
  const HelpCall& call = open_one(terminal, queue, said.call.machine_id());
  said.call.set_help_id(call.request().help_id());
  said.call.set_follows_at_ms(call.reply().at_ms());
  terminal.out() << help_line(terminal.language(), visit.answer(said.call)) << "\n"
                 << say(terminal.language(), Word::HelpAnswered) << "\n";
}

}  // namespace maintendue::cli
