#include "base/utf8.h"
#include "console/cli/commands.h"
#include "console/cli/hours_text.h"
#include "console/cli/passphrase.h"
#include "console/cli/person.h"
#include "console/cli/roster_desk.h"
#include "identity/roles.h"

namespace maintendue::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestName = 64;  // fleet.proto, Machine.hostname

// Beside the administrator's own, when nobody says where.
std::string place_for(const Options& options, const std::string& name) {
  if (const auto given = options.optional("to")) return *given;
  const fs::path home = fs::absolute(options.required("home")).lexically_normal();
  return (home.has_filename() ? home : home.parent_path()).parent_path() / folder_name(name);
}

Secret ask_new(Terminal& terminal, const Options& options, const std::string& name) {
  const std::string prompt = say(terminal.language(), Word::AskNewOperator, {name});
  return new_passphrase(terminal, options, {"new-passphrase-file", prompt});
}

bool is_unknown(const Result<std::string>& hostname) {
  return !hostname && hostname.error().code == Errc::NotFound;
}

// By the name that the PC gives itself, where a relay tells one.
std::string question_about(
    Language language, const std::string& machine, const Result<std::string>& hostname
) {
  if (is_unknown(hostname)) return say(language, Word::AskRevokeUnknown, {machine});
  const std::string name = hostname.value_or("");
  const bool named = !name.empty() && count_utf8(name) <= kLongestName;
  return named ? say(language, Word::AskRevokeCalled, {machine, name})
               : say(language, Word::AskRevoke, {machine});
}

// Once, since it is for good. Stops unless the answer is yes.
void ask_to_revoke(
    Terminal& terminal, const std::string& machine, const Result<std::string>& hostname
) {
  const Language language = terminal.language();
  const std::string question = question_about(language, machine, hostname);
  if (terminal.ask(question) != say(language, Word::Yes)) stop(terminal, Word::NotRevoked);
}

}  // namespace

void roster_add(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(
      terminal, arguments,
      {"home", "name", "role", "to", "relay", "passphrase-file", "new-passphrase-file"}
  );
  const std::string& name = options.required("name");
  if (!identity::fits_as_name(name)) stop_usage(terminal, Word::BadName, {name});
  const std::vector<v1::Role> roles = read_roles(terminal, options.required("role"));
  RosterDesk desk(terminal, options);
  for (const roster::Member& member : desk.home().book.roster().members) {
    if (member.who.name == name) stop(terminal, Word::NameTaken, {name});
  }
  const std::string to = place_for(options, name);
  desk.change(console::AddColleague{name, roles, ask_new(terminal, options, name)}, to, now);
  desk.tell(say(terminal.language(), Word::OperatorAdded, {name, to}));
}

void roster_new_key(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(
      terminal, arguments, {"home", "name", "to", "relay", "passphrase-file", "new-passphrase-file"}
  );
  const std::string& name = options.required("name");
  RosterDesk desk(terminal, options);
  const OperatorId who = desk.called(name);
  const std::string to = place_for(options, name + " 2");
  desk.change(console::GiveNewKey{who, ask_new(terminal, options, name)}, to, now);
  desk.tell(say(terminal.language(), Word::KeyGiven, {name, to}));
}

void roster_set_roles(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(terminal, arguments, {"home", "name", "role", "relay", "passphrase-file"});
  const std::string& name = options.required("name");
  const std::vector<v1::Role> roles = read_roles(terminal, options.required("role"));
  RosterDesk desk(terminal, options);
  desk.change(console::SetRoles{desk.called(name), roles}, {}, now);
  desk.tell(say(terminal.language(), Word::RolesSet, {name}));
}

void roster_remove(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(terminal, arguments, {"home", "name", "relay", "passphrase-file"});
  const std::string& name = options.required("name");
  RosterDesk desk(terminal, options);
  const OperatorId who = desk.called(name);
  const bool held_the_key = identity::is_administrator(desk.home().book.roster().member(who)->who);
  desk.change(console::RemoveColleague{who}, {}, now);
  const std::string besides =
      held_the_key ? say(terminal.language(), Word::ReplaceTheKey, {name}) : std::string();
  desk.tell(say(terminal.language(), Word::Removed, {name}), besides);
}

void roster_lift(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(terminal, arguments, {"home", "name", "relay", "passphrase-file"});
  const std::string& name = options.required("name");
  RosterDesk desk(terminal, options);
  desk.change(console::LiftSuspension{desk.called(name)}, {}, now);
  desk.tell(say(terminal.language(), Word::Lifted, {name}));
}

void roster_revoke_machine(
    Terminal& terminal, const std::vector<std::string>& arguments, WallTime now
) {
  const Options options(
      terminal, arguments, {"home", "machine", "relay", "passphrase-file"}, {"yes"}
  );
  const std::string& machine = options.required("machine");
  if (!identity::is_id(machine)) stop_usage(terminal, Word::BadMachine, {machine});
  RosterDesk desk(terminal, options);
  if (desk.home().book.revoked(MachineId{machine})) {
    stop(terminal, Word::AlreadyRevoked, {machine});
  }
  const Result<std::string> hostname = desk.hostname(MachineId{machine});
  if (!options.has("yes")) ask_to_revoke(terminal, machine, hostname);
  desk.change(console::RevokeMachine{MachineId{machine}}, {}, now);
  const std::string besides =
      is_unknown(hostname) ? say(terminal.language(), Word::NeverSeen, {machine}) : std::string();
  desk.tell(say(terminal.language(), Word::MachineRevoked, {machine}), besides);
}

void roster_set_deputy(
    Terminal& terminal, const std::vector<std::string>& arguments, WallTime now
) {
  const Options options(terminal, arguments, {"home", "name", "relay", "passphrase-file"});
  const std::optional<std::string> name = options.optional("name");
  RosterDesk desk(terminal, options);
  desk.change(console::NameDeputy{name ? desk.called(*name) : OperatorId{}}, {}, now);
  const Word word = name ? Word::DeputyNamed : Word::NoDeputy;
  desk.tell(say(terminal.language(), word, {name.value_or("")}));
}

void roster_set_phone(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(terminal, arguments, {"home", "phone", "relay", "passphrase-file"});
  const std::string phone = options.optional("phone").value_or("");
  if (!roster::fits_as_phone(phone)) stop_usage(terminal, Word::BadPhone, {phone});
  RosterDesk desk(terminal, options);
  desk.change(console::SetPhone{phone}, {}, now);
  const Word word = phone.empty() ? Word::NoPhone : Word::PhoneSet;
  desk.tell(say(terminal.language(), word, {phone}));
}

void roster_set_hours(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(
      terminal, arguments, {"home", "open", "closed", "relay", "passphrase-file"}
  );
  const auto open = options.optional("open"), closed = options.optional("closed");
  const auto times = open_times_of(open.value_or(""));
  if (!times) stop_usage(terminal, Word::BadHours, {times.error().detail});
  const auto days = closed_days_of(closed.value_or(""));
  if (!days) stop_usage(terminal, Word::BadHours, {days.error().detail});
  RosterDesk desk(terminal, options);
  hours::Hours hours;
  if (open || closed) hours = desk.home().book.roster().hours;
  if (open) hours.open = *times;
  if (closed) hours.closed = *days;
  if (hours.open.empty() && !hours.closed.empty()) stop_usage(terminal, Word::ClosedAlone);
  desk.change(console::SetHours{hours}, {}, now);
  desk.tell(say(terminal.language(), hours.empty() ? Word::NoHours : Word::HoursSet));
}

void roster_extend(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(terminal, arguments, {"home", "relay", "passphrase-file"});
  RosterDesk desk(terminal, options);
  desk.extend(now);
  const std::string until = day_words(desk.home().book.ends());
  desk.tell(say(terminal.language(), Word::Extended, {until}));
}

void roster_renew(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(terminal, arguments, {"home", "relay", "passphrase-file"});
  RosterDesk desk(terminal, options);
  desk.change(console::RenewRoster{}, {}, now);
  desk.tell(say(terminal.language(), Word::Renewed));
}

void roster_publish(Terminal& terminal, const std::vector<std::string>& arguments, WallTime) {
  const Options options(terminal, arguments, {"home", "relay", "passphrase-file"});
  RosterDesk(terminal, options).publish();
  terminal.out() << say(terminal.language(), Word::Published) << "\n";
}

void roster_show(Terminal& terminal, const std::vector<std::string>& arguments, WallTime) {
  const Options options(terminal, arguments, {"home"});
  const RosterDesk desk(terminal, options);
  const roster::Book& book = desk.home().book;
  for (const roster::Member& member : book.roster().members) {
    terminal.out() << member.who.id.value << "  " << member.who.name << "  ";
    std::string roles;
    for (const v1::Role role : member.who.roles) {
      roles += (roles.empty() ? "" : ",") + std::string(*identity::word_of(role));
    }
    terminal.out() << roles;
    if (book.suspended(member.who.id)) {
      terminal.out() << "  " << say(terminal.language(), Word::IsSuspended);
    }
    if (member.deputy) terminal.out() << "  " << say(terminal.language(), Word::IsDeputy);
    terminal.out() << "\n";
  }
  for (const MachineId& machine : book.roster().revoked) {
    terminal.out() << say(terminal.language(), Word::IsShutOut, {machine.value}) << "\n";
  }
  const std::string end = day_words(book.roster().ends), goes_on = day_words(book.ends());
  const Word word = book.extended() ? Word::RosterGoesOn : Word::RosterEnds;
  terminal.out() << say(terminal.language(), word, {end, goes_on}) << "\n";
}

}  // namespace maintendue::cli
