#include "console/cli/sentences.h"

namespace maintendue::cli {
namespace {

constexpr Sentence kSentences[] = {
    {Word::NoExport, "« %1 » n'est pas un export de journaux de séances.",
     "\"%1\" is not an export of session logs.", Errc::BadMessage},
    {Word::RelaySilent, "Le relais %1 ne répond pas : rien n'a été exporté.",
     "The relay %1 does not answer: nothing was exported.", Errc::RelayUnreachable},
    {Word::RelayRefuses, "Le relais %1 refuse : rien n'a été exporté.",
     "The relay %1 refuses: nothing was exported."},
    {Word::LogExported,
     "%1 séance(s) du PC %2 sont dans %3. Vérifiez-les : "
     "maintendue-console verify-log %3 --root %4/root.crt --roster %4/roster",
     "%1 session(s) of the PC %2 are in %3. Check them: "
     "maintendue-console verify-log %3 --root %4/root.crt --roster %4/roster"},
    {Word::LogsWell,
     "PC %1 : %2 séance(s) tenues, leurs deux journaux signés sont entiers et concordent, et la "
     "clé est celle qui a été reconnue pour ce PC, d'après la liste de l'équipe du %4%5 ; %3 n'ont "
     "pas commencé.",
     "PC %1: %2 session(s) held, both signed logs of each are whole and agree, and the key is the "
     "one that was verified to be this PC's by the roster of %4%5; %3 never began."},
    {Word::NoSessions, "PC %1 : ce fichier ne contient aucune séance.",
     "PC %1: there is no session in this file."},
    {Word::RecordDoesNotCount,
     "PC %1 : ce fichier dit quelle clé est celle de ce PC, mais personne de l'équipe n'en répond "
     ": "
     "il a été modifié, ou la personne qui l'a reconnu est partie. Reconnaissez le PC de nouveau.",
     "PC %1: this file says which key is this PC's, and nobody of the team vouches for it: it was "
     "changed, or whoever verified the PC has left. Verify the PC anew."},
    {Word::BroughtByTheFile, ", que ce fichier apporte", ", which this file brings"},
    {Word::LogsWellOfAnyKey,
     "PC %1 : %2 séance(s) tenues, leurs deux journaux signés sont entiers et concordent, mais "
     "rien dans ce fichier ne dit quelle clé est celle de ce PC ; %3 n'ont pas commencé.",
     "PC %1: %2 session(s) held, both signed logs of each are whole and agree, but nothing in this "
     "file says which key is this PC's; %3 never began."},
    {Word::LogOfPc, "journal du PC", "the PC's log"},
    {Word::LogOfConsole, "journal de la console", "the console's log"},
    {Word::EntryMissing, "Séance %1, %3 : l'entrée %2 manque.",
     "Session %1: entry %2 of %3 is missing."},
    {Word::EntryChanged, "Séance %1, %3 : l'entrée %2 n'est pas celle qui a été signée.",
     "Session %1: entry %2 of %3 is not the one that was signed."},
    {Word::EntryAdded, "Séance %1, %3 : l'entrée %2 n'a jamais été signée.",
     "Session %1: entry %2 of %3 was never signed."},
    {Word::EntryUnlikely, "Séance %1, %3 : l'entrée %2 n'est d'aucun de nos programmes.",
     "Session %1: entry %2 of %3 is by no program of ours."},
    {Word::LogUnreadable, "Séance %1, %2 : illisible.", "Session %1: %2 is not readable."},
    {Word::LogUnsigned, "Séance %1, %2 : la signature n'est pas la bonne.",
     "Session %1: the signature of %2 is not the right one."},
    {Word::LogForeign, "Séance %1, %2 : c'est le journal d'une autre séance.",
     "Session %1: %2 is of another session."},
    {Word::LogChanged, "Séance %1, %2 : le contenu n'est pas celui qui a été signé.",
     "Session %1: %2 is not what was signed."},
    {Word::LogMissing, "Séance %1, %2 : il manque.", "Session %1: %2 is missing."},
    {Word::LogsMissing, "Séance %1 : les deux journaux manquent.",
     "Session %1: both logs are missing."},
    {Word::LogsDiffer,
     "Séance %1 : les deux journaux ne disent pas la même chose, à partir de l'entrée %2 de celui "
     "de la console.",
     "Session %1: the two logs do not tell the same, from entry %2 of the console's log on."},
    {Word::HeadsDiffer, "Séance %1 : les deux journaux ne parlent pas de la même rencontre.",
     "Session %1: the two logs do not speak of the same meeting."},
    {Word::LogReplaced, "Séance %1 : le PC avait signé un autre journal, que la console a retenu.",
     "Session %1: the PC had signed another log, which the console has kept in mind."},
    {Word::CountWrong,
     "Séance %1 : son rang %2 dans le compte du PC est déjà pris, ou ne suit pas le précédent.",
     "Session %1: its place %2 in the PC's count is taken, or does not follow the one before."},
    {Word::LogOfOtherKey,
     "Séance %1 : le journal du PC est signé d'une autre clé que celle qui a été reconnue pour ce "
     "PC.",
     "Session %1: the PC's log is signed by another key than the one that was verified to be this "
     "PC's."},
    {Word::SessionHidden, "La séance %1, que le PC compte au rang %2, manque.",
     "Session %1, which the PC counts as its number %2, is missing."},
    {Word::NumberHidden, "La séance que le PC compte au rang %1 manque.",
     "The session that the PC counts as its number %1 is missing."},
};

}  // namespace

std::span<const Sentence> log_sentences() { return kSentences; }

}  // namespace maintendue::cli
