#include "console/cli/sentences.h"

namespace maintendue::cli {
namespace {

constexpr Sentence kSentences[] = {
    {Word::HelpLine, "PC %1 : %2, depuis le %3, langue %4", "PC %1: %2, since %3, language %4"},
    {Word::HelpInternet, "Internet", "the Internet"},
    {Word::HelpSound, "le son", "sound"},
    {Word::HelpPrinting, "imprimer", "printing"},
    {Word::HelpSchool, "le site de l'école", "the school's site"},
    {Word::HelpSlow, "un PC lent", "a slow PC"},
    {Word::HelpMessage, "un message à comprendre", "a message to understand"},
    {Word::HelpKeyboard, "le clavier ou la souris", "keyboard or mouse"},
    {Word::HelpOther, "autre chose", "something else"},
    {Word::HelpMorning, ", à rappeler le matin", ", to be called in the morning"},
    {Word::HelpAfternoon, ", à rappeler l'après-midi", ", to be called in the afternoon"},
    {Word::HelpEvening, ", à rappeler le soir", ", to be called in the evening"},
    {Word::HelpUnanswered, " ; personne n'a répondu", "; nobody has answered"},
    {Word::HelpTaken, " ; %1 s'en occupe", "; %1 sees to it"},
    {Word::HelpPlanned, " ; %1 appelle le %2", "; %1 calls on %2"},
    {Word::HelpClosed, " ; %1 l'a terminée", "; %1 has closed it"},
    {Word::NobodyWaits, "Personne n'attend d'aide.", "Nobody waits for help."},
    {Word::MoreWait, "D'autres attendent encore, que le serveur ne montre pas toutes à la fois.",
     "Others wait too: the server does not show all of them at once."},
    {Word::WantsHelpAnswer,
     "help answer demande le numéro d'un PC, puis take, plan ou close. maintendue-console --help "
     "le montre.",
     "help answer wants the number of a PC, then take, plan or close. maintendue-console --help "
     "shows it."},
    {Word::BadHelpAnswer, "« %1 » n'est pas une réponse : take, plan ou close.",
     "\"%1\" is no answer: take, plan or close."},
    {Word::BadOutcome,
     "« %1 » ne dit pas comment elle s'est terminée : solved, not-solved, not-reached ou mistake.",
     "\"%1\" does not say how it ended: solved, not-solved, not-reached or mistake."},
    {Word::BadCallTime,
     "« %1 » n'est pas le moment d'un appel : une date et une heure à venir, dans les 60 jours, "
     "comme 2026-12-01 14:00.",
     "\"%1\" is not when one can call: a date and a time to come, within 60 days, such as "
     "2026-12-01 14:00."},
    {Word::NoSuchHelp, "Le PC %1 n'a pas de demande d'aide ouverte.",
     "The PC %1 has no open request for help.", Errc::NotFound},
    {Word::HelpAnswered, "C'est noté, et le PC de la famille le dira.",
     "It is noted, and the family's PC will say so."},
    {Word::HelpAnsweredOtherwise,
     "La demande a changé entre-temps. Rien n'a été noté : relisez-la (help list), puis "
     "recommencez.",
     "The request has changed meanwhile. Nothing was noted: read it again (help list), then try "
     "again.",
     Errc::OutOfDate},
    {Word::HelpOfColleague,
     "Quelqu'un d'autre suit ce PC. Rien n'a été noté : sa page, dans la console, permet de "
     "remplacer cette personne.",
     "Somebody else looks after this PC. Nothing was noted: on its page, in the console, you can "
     "stand in for that person.",
     Errc::MachineOfAnother},
};

}  // namespace

std::span<const Sentence> help_sentences() { return kSentences; }

}  // namespace maintendue::cli
