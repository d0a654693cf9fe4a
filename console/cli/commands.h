// The commands, one a file. Each throws Stop when it can't; then nothing has changed on the disk.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "console/cli/terminal.h"

namespace maintendue::cli {

// Founds an organisation: root, roster key, relay, enrolment, the first administrators.
void org_init(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
// The root's key, back from the recovery sheet under a new passphrase.
void org_recover(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
// Another roster key, by the root, an administrator who holds it, and another recovery sheet: for a
// lost laptop, or for an administrator who left with a copy.
void org_replace_roster_key(
    Terminal& terminal, const std::vector<std::string>& arguments, WallTime now
);
// Another root, certified by the one before it, and all that stands under it: servers' keys, roster
// key, recovery sheet. PCs and colleagues keep their keys, and follow by themselves.
void org_replace_root(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
// Servers' keys and certificates alone, by the root: those of before end after two years. Nobody
// but the servers notices.
void org_renew_servers(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
// A token with which a workshop enrols PCs.
void org_workshop_token(
    Terminal& terminal, const std::vector<std::string>& arguments, WallTime now
);
// The operator has made sure of a PC, by the text that it shows of itself (maintendue-agent
// identity): her signature on it, for all consoles.
void machine_verify(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
// The keys of --home under another passphrase. One that was cut short is finished by giving it
// again with the same two.
void passphrase_change(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
// A PC's sessions with their signed logs, from the relay into a file.
void log_export(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
// An export of a PC's session logs, checked without a relay. Stop with 3 when something is missing
// or wrong in it.
void verify_log(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
// The families, as the mediator of --home may read and write them: list, add, show, change, give,
// erase. What is written of one comes from a file or is typed, never from the arguments.
void household_list(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
void household_add(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
void household_show(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
void household_change(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
void household_give(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
void household_erase(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
// The families' keys, back from the recovery sheet for every mediator.
void household_recover(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);

// The families' requests for help that are open, longest waiting first; and what the operator
// answers to one: PC, then take, plan with a time of this place, or close with an outcome.
void help_list(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
void help_answer(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);

// Who works for the organisation. Those that change it are signed with the roster key of --home,
// and handed to the relay at once when --relay names it.
void roster_show(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
void roster_add(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
void roster_set_roles(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
void roster_remove(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
void roster_new_key(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
void roster_lift(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
// A PC that nobody lets in any more.
void roster_revoke_machine(
    Terminal& terminal, const std::vector<std::string>& arguments, WallTime now
);
// Without a name nobody is the deputy any more; without a number families read none.
void roster_set_deputy(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
void roster_set_phone(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
// When somebody answers there: what is given takes the place of what the roster has; with nothing
// given, families read no hours.
void roster_set_hours(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
// By which photo families see somebody; without a file, by none. What a decoder does not need is
// taken out of it.
void roster_set_photo(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
// By the deputy's own word, in her own folder: no roster key is needed.
void roster_extend(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
void roster_renew(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
// Gives the relay what this folder knows, and takes what the relay knows.
void roster_publish(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);

}  // namespace maintendue::cli
