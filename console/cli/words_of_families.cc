#include "console/cli/sentences.h"

namespace maintendue::cli {
namespace {

constexpr Sentence kSentences[] = {
    {Word::LabelName, "nom", "name"},
    {Word::LabelLanguage, "langue", "language"},
    {Word::LabelPhone, "téléphone", "phone"},
    {Word::LabelMachine, "pc", "pc"},
    {Word::LabelRemarks, "remarques", "remarks"},
    {Word::AskFamilyName, "Nom de la famille : ", "The family's name: "},
    {Word::AskFamilyLanguage, "Langue qu'elle parle : ", "Language it speaks: "},
    {Word::AskFamilyPhone, "Téléphone : ", "Phone: "},
    {Word::AskFamilyMachine,
     "Numéro de son PC (vide si aucun) : ", "Number of its PC (empty when none): "},
    {Word::AskFamilyRemarks, "Remarques : ", "Remarks: "},
    {Word::AskErase,
     "Oublier « %1 » pour toujours, sur le serveur et chez les collègues ? Tapez OUI : ",
     "Forget \"%1\" for good, on the server and at the colleagues'? Type YES: "},
    {Word::Yes, "OUI", "YES"},
    {Word::BadFamilyText,
     "Ce texte n'est pas celui d'une famille : des lignes « nom : », « langue : », « téléphone : "
     "», "
     "« pc : » (16 chiffres) et « remarques : », dont un nom. Rien n'a été écrit.",
     "That is not the text of a family: lines \"name:\", \"language:\", \"phone:\", \"pc:\" (16 "
     "digits) and \"remarks:\", a name among them. Nothing was written.",
     Errc::BadMessage},
    {Word::BadHousehold,
     "« %1 » n'est pas le numéro d'une famille : 16 chiffres de 0 à 9 et de a à f.",
     "\"%1\" is not the number of a family: 16 digits from 0 to 9 and a to f."},
    {Word::BadDuty,
     "« %1 » n'est pas une raison d'être de permanence : family-calls, colleague-away ou upkeep.",
     "\"%1\" is no reason to be on duty: family-calls, colleague-away or upkeep."},
    {Word::NoSuchFamily,
     "Vous n'avez pas de famille %1 que vous puissiez lire. Celle d'un collègue se lit de garde : "
     "--duty.",
     "You have no family %1 that you can read. A colleague's is read on duty: --duty.",
     Errc::NotFound},
    {Word::NoFamilies, "Aucune famille. Celles des collègues se voient de garde : --duty.",
     "No families. Colleagues' are seen on duty: --duty."},
    {Word::FamilyOutOfDate,
     "Quelqu'un vient d'écrire sur cette famille, ou la clé a changé : relisez-la, puis "
     "recommencez. Rien n'a été écrit.",
     "Somebody has just written about this family, or the key has changed: read it again, then try "
     "again. Nothing was written.",
     Errc::OutOfDate},
    {Word::NoRoomForFamilies,
     "Le serveur ne garde pas plus de familles (20 000, et 128 Mio). Rien n'a été écrit : prévenez "
     "un "
     "administrateur, ou oubliez celles qui n'existent pas (household erase).",
     "The server keeps no more families (20,000, and 128 MiB). Nothing was written: tell an "
     "administrator, or forget those that do not exist (household erase).",
     Errc::NoRoom},
    {Word::NotYourFamily,
     "Pour le relais, cette famille n'est pas la vôtre : quelqu'un d'autre la suit, ou il n'a plus "
     "rien d'elle. De permanence, ajoutez --duty et la raison.",
     "To the relay this family is not yours: somebody else looks after it, or it has nothing of it "
     "any more. On duty, add --duty and the reason.",
     Errc::NotAllowed},
    {Word::NotAMediator,
     "%1 n'est pas du rôle mediator : les familles ne sont pas pour elle ou lui.",
     "%1 has not the role mediator: families are not for that person.", Errc::NotAllowed},
    {Word::NoFamilyKey,
     "La clé des familles n'est pas encore arrivée ici : elle vient quand la console d'un collègue "
     "s'est ouverte une fois, ou avec la feuille de secours (household recover).",
     "The families' key has not arrived here yet: it comes once a colleague's console has been "
     "opened, or with the recovery sheet (household recover).",
     Errc::TryLater},
    {Word::NobodyKeepsFamilies,
     "L'organisation n'a pas encore de clé des familles : un administrateur donne une nouvelle clé "
     "à une personne du rôle mediator (roster new-key).",
     "The organisation has no families' key yet: an administrator gives somebody of the role "
     "mediator a new key (roster new-key).",
     Errc::TryLater},
    {Word::FamilyAdded, "La famille est notée, sous le numéro %1.",
     "The family is noted, as number %1."},
    {Word::FamilyChanged, "C'est noté.", "It is noted."},
    {Word::FamilyGiven, "C'est maintenant %1 qui suit cette famille.",
     "%1 looks after this family now."},
    {Word::FamilyErased,
     "Cette famille est oubliée. Ce qui en reste dans les sauvegardes du serveur a disparu dans 30 "
     "jours au plus.",
     "This family is forgotten. What is left of it in the server's backups is gone in 30 days at "
     "most."},
    {Word::NotErased, "Rien n'a été effacé.", "Nothing was erased.", Errc::Cancelled},
    {Word::FamilyWrittenBy, "Noté par %1 le %2", "Noted by %1 on %2"},
    {Word::FamilySignedBy, "Signé par %1, qui dit que %2 l'a noté le %3",
     "Signed by %1, who says that %2 noted it on %3"},
    {Word::FamilyWrittenByNobody, "quelqu'un qui n'est plus de l'équipe",
     "somebody who is in the team no more"},
    {Word::FamilyOfColleague, "famille suivie par %1", "%1's family"},
    {Word::FamilyOfNobody, "famille que plus personne ne suit",
     "family that nobody looks after any more"},
    {Word::FamilyLocked, "sa clé n'est pas encore arrivée ici", "its key has not arrived here yet"},
    {Word::FamilySignerGone,
     "ATTENTION, écrit par quelqu'un qui n'est plus de l'équipe, ou avec une clé qui ne vaut plus, "
     "et jamais vu ici : personne ne répond de ce texte, à vérifier auprès de la famille",
     "CAREFUL, written by somebody who is in the team no more, or with a key that is worth nothing "
     "any more, and never seen here: nobody vouches for this text, ask the family"},
    {Word::FamilyOlder,
     "ATTENTION, le serveur montre une version plus ancienne que celle qui a été vue ici : "
     "prévenez un administrateur",
     "CAREFUL, the server shows an older version than was seen here: tell an administrator"},
    {Word::FamilyMissing,
     "ATTENTION, le serveur ne montre plus cette famille, qui a été vue ici et que personne n'a "
     "effacée : prévenez un administrateur",
     "CAREFUL, the server shows this family no more, which was seen here and which nobody erased: "
     "tell an administrator"},
    {Word::FamilyDamaged,
     "ATTENTION, ce que le serveur montre n'est pas ce qui a été écrit : prévenez un "
     "administrateur",
     "CAREFUL, what the server shows is not what was written: tell an administrator"},
    {Word::NoSheetForFamilies, "« %1 » ne contient pas de clé de secours des familles.",
     "\"%1\" holds no recovery key of the families.", Errc::NotFound},
    {Word::NothingForThatSheet,
     "Aucune clé des familles n'est scellée pour cette feuille : est-ce la bonne ?",
     "No families' key is sealed for this sheet: is it the right one?", Errc::NotFound},
    {Word::FamilyKeysRecovered,
     "La clé des familles est de nouveau chez toutes les personnes du rôle mediator.",
     "The families' key is with everybody of the role mediator again."},
    {Word::FamilyUnsure,
     "ATTENTION, ce qui avait été vu ici de cette famille ne se lit plus : c'est peut-être une "
     "version ancienne, à vérifier auprès d'elle, puis à écrire de nouveau",
     "CAREFUL, what had been seen of this family here can't be read any more: it may be an older "
     "version, ask the family, then write it anew"},
    {Word::DataKeysWait,
     "La nouvelle clé des familles n'est pas encore sur le serveur : elle part à la prochaine "
     "connexion, avec le nouveau dossier si vous venez de changer votre propre clé.",
     "The families' new key is not on the server yet: it leaves at the next sign-in, with the new "
     "folder if you have just given yourself another key."},
    {Word::FamilyNotGiven,
     "Personne de l'équipe ne répond de ce texte, et rien n'a été confié : vérifiez-le auprès de "
     "la famille, écrivez-le de nouveau (household change), puis recommencez.",
     "Nobody of the team vouches for this text, and nothing was handed over: ask the family, write "
     "it anew (household change), then try again.",
     Errc::NotTrusted},
};

}  // namespace

std::span<const Sentence> family_sentences() { return kSentences; }

}  // namespace maintendue::cli
