#include <ctime>

#include "console/cli/commands.h"
#include "console/cli/family_text.h"
#include "console/cli/files.h"
#include "console/cli/household_desk.h"
#include "console/cli/passphrase.h"
#include "console/cli/recovery_sheet.h"

namespace maintendue::cli {
namespace {

using console::Household;
using console::Households;
using Standing = Household::Standing;

constexpr std::size_t kLongestText = 16 * 1024;
constexpr std::size_t kLongestSheet = 64 * 1024;

HouseholdId household_in(const Terminal& terminal, const Options& options) {
  const std::string& given = options.required("household");
  if (!identity::is_id(given)) stop_usage(terminal, Word::BadHousehold, {given});
  return HouseholdId{given};
}

std::string typed(Terminal& terminal, Word prompt) {
  return terminal.ask(say(terminal.language(), prompt)).value_or(std::string());
}

// From the file that is named, else typed. Throws Stop when it is no family's.
local::v1::Household text_in(Terminal& terminal, const Options& options) {
  local::v1::Household what;
  if (const auto file = options.optional("file")) {
    what = household_of(read_file(terminal, *file, kLongestText));
  } else {
    what.set_name(typed(terminal, Word::AskFamilyName));
    what.set_language(typed(terminal, Word::AskFamilyLanguage));
    what.set_phone(typed(terminal, Word::AskFamilyPhone));
    const std::string machine = typed(terminal, Word::AskFamilyMachine);
    if (!machine.empty()) what.add_machine_ids(machine);
    what.set_remarks(typed(terminal, Word::AskFamilyRemarks));
  }
  if (!console::fits(what)) stop(terminal, Word::BadFamilyText);
  return what;
}

// What a person must know of it before anything else; nothing when all is well.
std::string warning(const Terminal& terminal, const HouseholdDesk& desk, const Household& one) {
  const Language language = terminal.language();
  switch (one.standing) {
    case Standing::Open:
    case Standing::Erased:
      return {};
    case Standing::SignerGone:
      return say(language, Word::FamilySignerGone);
    case Standing::Unsure:
      return say(language, Word::FamilyUnsure);
    case Standing::Colleagues: {
      const std::string owner = desk.name_of(one.owner);
      if (owner.empty()) return say(language, Word::FamilyOfNobody);
      return say(language, Word::FamilyOfColleague, {owner});
    }
    case Standing::Locked:
      return say(language, Word::FamilyLocked);
    case Standing::Older:
      return say(language, Word::FamilyOlder);
    case Standing::Missing:
      return say(language, Word::FamilyMissing);
    case Standing::Damaged:
      return say(language, Word::FamilyDamaged);
  }
  return {};
}

const Household& open_one(
    const Terminal& terminal, const Households& households, const HouseholdId& id
) {
  const auto found = households.all().find(id);
  const bool open = found != households.all().end() && found->second.content.name() != "";
  if (!open) stop(terminal, Word::NoSuchFamily, {id.value});
  return found->second;
}

// Whatever the relay shows of it.
const Household& known_one(
    const Terminal& terminal, const Households& households, const HouseholdId& id
) {
  const auto found = households.all().find(id);
  const bool known = found != households.all().end() && found->second.standing != Standing::Erased;
  if (!known) stop(terminal, Word::NoSuchFamily, {id.value});
  return found->second;
}

std::string day_of(std::int64_t ms) {
  const std::time_t seconds = static_cast<std::time_t>(ms / 1000);
  std::tm day{};
  char text[16] = {};
  localtime_r(&seconds, &day);
  std::strftime(text, sizeof text, "%Y-%m-%d", &day);
  return text;
}

void print(Terminal& terminal, const HouseholdDesk& desk, const Household& one) {
  const Language language = terminal.language();
  const std::string careful = warning(terminal, desk, one);
  if (!careful.empty()) terminal.err() << careful << "\n";
  terminal.out() << text_of(language, one.content);
  if (one.standing != Standing::Open) return;  // it may say of anybody that she wrote it
  const std::string writer = desk.name_of(OperatorId{one.content.written_by()});
  const std::string day = day_of(one.content.written_ms());
  terminal.err() << noted_by(language, desk.name_of(one.by), writer, day) << "\n";
}

void print_line(Terminal& terminal, const HouseholdDesk& desk, const Household& one) {
  if (one.standing == Standing::Erased) return;
  terminal.out() << one.id.value;
  if (one.standing != Standing::SignerGone && !one.content.name().empty()) {
    const std::string owner = desk.name_of(one.owner);
    const Language language = terminal.language();
    terminal.out() << "  " << one.content.name() << "  "
                   << (owner.empty() ? say(language, Word::FamilyOfNobody)
                                     : say(language, Word::FamilyOfColleague, {owner}));
  }
  const std::string careful = warning(terminal, desk, one);
  if (!careful.empty()) terminal.out() << "  " << careful;
  terminal.out() << "\n";
}

net::awaitable<Result<void>> nothing_more() { co_return Result<void>{}; }

net::awaitable<Result<void>> add(
    Households& households, local::v1::Household what, HouseholdId& id
) {
  auto adding = households.add(std::move(what));
  Result<HouseholdId> added = co_await std::move(adding);
  if (!added) co_return tl::unexpected(added.error());
  id = std::move(*added);
  co_return Result<void>{};
}

}  // namespace

void household_list(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(terminal, arguments, {"home", "relay", "duty", "passphrase-file"});
  HouseholdDesk desk(terminal, options, now);
  desk.run([&](Households& households) {
    for (const auto& [id, one] : households.all()) print_line(terminal, desk, one);
    if (households.all().empty())
      terminal.out() << say(terminal.language(), Word::NoFamilies) << "\n";
    return nothing_more();
  });
}

void household_show(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(
      terminal, arguments, {"home", "relay", "household", "duty", "passphrase-file"}
  );
  const HouseholdId id = household_in(terminal, options);
  HouseholdDesk desk(terminal, options, now);
  desk.run([&](Households& households) {
    print(terminal, desk, open_one(terminal, households, id));
    return nothing_more();
  });
}

void household_add(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(terminal, arguments, {"home", "relay", "file", "duty", "passphrase-file"});
  HouseholdDesk desk(terminal, options, now);
  const local::v1::Household what = text_in(terminal, options);
  HouseholdId id;
  desk.run([&](Households& households) { return add(households, what, id); });
  terminal.out() << say(terminal.language(), Word::FamilyAdded, {id.value}) << "\n";
}

void household_change(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(
      terminal, arguments, {"home", "relay", "household", "file", "duty", "passphrase-file"}
  );
  const HouseholdId id = household_in(terminal, options);
  HouseholdDesk desk(terminal, options, now);
  const local::v1::Household what = text_in(terminal, options);
  desk.run([&](Households& households) {
    (void)known_one(terminal, households, id);  // says so when there is none
    return households.change(id, what);
  });
  terminal.out() << say(terminal.language(), Word::FamilyChanged) << "\n";
}

void household_give(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(
      terminal, arguments, {"home", "relay", "household", "to", "duty", "passphrase-file"}
  );
  const HouseholdId id = household_in(terminal, options);
  const std::string& name = options.required("to");
  HouseholdDesk desk(terminal, options, now);
  desk.run([&](Households& households) {
    const Household& one = open_one(terminal, households, id);  // says so when there is none
    if (one.standing != Standing::Open) stop(terminal, Word::FamilyNotGiven);
    return households.give(id, desk.mediator_called(name));
  });
  terminal.out() << say(terminal.language(), Word::FamilyGiven, {name}) << "\n";
}

void household_erase(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(
      terminal, arguments, {"home", "relay", "household", "duty", "passphrase-file"}
  );
  const HouseholdId id = household_in(terminal, options);
  const Language language = terminal.language();
  HouseholdDesk desk(terminal, options, now);
  desk.run([&](Households& households) {
    const std::string& name = known_one(terminal, households, id).content.name();
    const std::string question = say(language, Word::AskErase, {name.empty() ? id.value : name});
    if (terminal.ask(question) != say(language, Word::Yes)) stop(terminal, Word::NotErased);
    return households.erase(id);
  });
  terminal.out() << say(language, Word::FamilyErased) << "\n";
}

void household_recover(
    Terminal& terminal, const std::vector<std::string>& arguments, WallTime now
) {
  const Options options(
      terminal, arguments, {"home", "relay", "sheet", "recovery-passphrase-file", "passphrase-file"}
  );
  const std::string& file = options.required("sheet");
  const std::string sheet = read_file(terminal, file, kLongestSheet);
  HouseholdDesk desk(terminal, options, now);
  const PassphraseSource known{
      "recovery-passphrase-file", say(terminal.language(), Word::AskSheet)
  };
  const auto key =
      recovery_key_from_sheet(sheet, known_passphrase(terminal, options, known).text());
  if (!key) {
    const bool wrong = key.error().code == Errc::WrongPassphrase;
    stop(terminal, wrong ? Word::WrongPassphrase : Word::NoSheetForFamilies, {file});
  }
  desk.run([&](Households& households) { return households.data_keys().recover(*key); }, false);
  terminal.out() << say(terminal.language(), Word::FamilyKeysRecovered) << "\n";
}

}  // namespace maintendue::cli
