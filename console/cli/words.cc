#include "console/cli/words.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <ctime>

#include "base/utf8.h"
#include "console/cli/sentences.h"

namespace maintendue::cli {
namespace {

constexpr Sentence kSentences[] = {
    {Word::Usage,
     R"(Utilisation :
  maintendue-console serve --home DOSSIER --relay SERVEUR:PORT [--enrolment SERVEUR:PORT] [--port N] [--web DOSSIER] [--open]

L'équipe, avec la phrase de passe d'un administrateur (--home : son dossier). Avec --relay
SERVEUR:PORT, le changement vaut aussitôt partout :
  maintendue-console roster show --home DOSSIER
  maintendue-console roster add --home DOSSIER --name PRENOM --role mediator|support|admin [--to DOSSIER]
  maintendue-console roster set-roles --home DOSSIER --name PRENOM --role RÔLES
  maintendue-console roster remove --home DOSSIER --name PRENOM
  maintendue-console roster new-key --home DOSSIER --name PRENOM [--to DOSSIER]
  maintendue-console roster lift --home DOSSIER --name PRENOM
  maintendue-console roster revoke-machine --home DOSSIER --machine NUMERO [--yes]
  maintendue-console roster set-deputy --home DOSSIER [--name PRENOM]
  maintendue-console roster set-phone --home DOSSIER [--phone NUMERO]
  maintendue-console roster set-hours --home DOSSIER [--open "lu-ve 9:00-12:00 14:00-17:00"] [--closed "2026-12-24/2027-01-03"]
  maintendue-console roster set-photo --home DOSSIER --name PRENOM [--file PHOTO.jpg] [--to FICHIER]
  maintendue-console roster renew --home DOSSIER
  maintendue-console roster publish --home DOSSIER --relay SERVEUR:PORT

Quand la liste a pris fin sans administrateur pour la renouveler, avec la phrase de passe de la personne suppléante :
  maintendue-console roster extend --home DOSSIER

L'organisation, rarement :
  maintendue-console org init --dir DOSSIER --name NOM --relay SERVEUR --admin PRENOM [--second-admin PRENOM]
  maintendue-console org workshop-token --home DOSSIER --uses N --hours N --out FICHIER
  maintendue-console org renew-servers --dir DOSSIER --roster FICHIER --relay SERVEUR --to DOSSIER
  maintendue-console org replace-roster-key --dir DOSSIER --roster FICHIER --admin PRENOM [--remove PRENOM] [--to DOSSIER]
  maintendue-console org replace-root --dir DOSSIER --roster FICHIER --relay SERVEUR --admin PRENOM [--remove PRENOM] --to DOSSIER
  maintendue-console org recover --sheet FICHIER --dir DOSSIER

Sa propre phrase de passe, chacun dans son dossier :
  maintendue-console passphrase change --home DOSSIER

Un PC dont on a lu le texte sur place (maintendue-agent identity), reconnu pour toutes les consoles :
  maintendue-console machine verify --home DOSSIER --relay SERVEUR:PORT --text MT1:... --how face-to-face|workshop

Les familles, avec la phrase de passe de leur médiatrice (--home : son dossier ; --relay SERVEUR:PORT à chaque
fois ; de permanence, --duty family-calls|colleague-away|upkeep) :
  maintendue-console household list --home DOSSIER --relay SERVEUR:PORT
  maintendue-console household add [--file FICHIER]
  maintendue-console household show --household NUMERO
  maintendue-console household change --household NUMERO [--file FICHIER]
  maintendue-console household give --household NUMERO --to PRENOM
  maintendue-console household erase --household NUMERO
  maintendue-console household recover --sheet FICHIER

Les demandes d'aide des familles, et la réponse que le PC leur montre :
  maintendue-console help list --home DOSSIER --relay SERVEUR:PORT
  maintendue-console help answer PC take|plan "2026-12-01 14:00"|close solved|not-solved|not-reached|mistake --home DOSSIER --relay SERVEUR:PORT

Les journaux signés des séances d'un PC, et leur vérification sans relais :
  maintendue-console log export --home DOSSIER --relay SERVEUR:PORT --machine NUMERO --out FICHIER
  maintendue-console verify-log FICHIER --root FICHIER [--roster FICHIER]

Les phrases de passe se tapent au clavier, ou se lisent dans un fichier : --passphrase-file,
--new-passphrase-file, --second-passphrase-file, --root-passphrase-file, --new-root-passphrase-file,
--recovery-passphrase-file)",
     R"(Usage:
  maintendue-console serve --home FOLDER --relay HOST:PORT [--enrolment HOST:PORT] [--port N] [--web FOLDER] [--open]

The team, with an administrator's passphrase (--home: that person's folder). With --relay HOST:PORT
the change counts everywhere at once:
  maintendue-console roster show --home FOLDER
  maintendue-console roster add --home FOLDER --name NAME --role mediator|support|admin [--to FOLDER]
  maintendue-console roster set-roles --home FOLDER --name NAME --role ROLES
  maintendue-console roster remove --home FOLDER --name NAME
  maintendue-console roster new-key --home FOLDER --name NAME [--to FOLDER]
  maintendue-console roster lift --home FOLDER --name NAME
  maintendue-console roster revoke-machine --home FOLDER --machine NUMBER [--yes]
  maintendue-console roster set-deputy --home FOLDER [--name NAME]
  maintendue-console roster set-phone --home FOLDER [--phone NUMBER]
  maintendue-console roster set-hours --home FOLDER [--open "mo-fr 9:00-12:00 14:00-17:00"] [--closed "2026-12-24/2027-01-03"]
  maintendue-console roster set-photo --home FOLDER --name NAME [--file PHOTO.jpg] [--to FILE]
  maintendue-console roster renew --home FOLDER
  maintendue-console roster publish --home FOLDER --relay HOST:PORT

When the roster has ended and no administrator is there to renew it, with the deputy's passphrase:
  maintendue-console roster extend --home FOLDER

The organisation, rarely:
  maintendue-console org init --dir FOLDER --name NAME --relay HOST --admin NAME [--second-admin NAME]
  maintendue-console org workshop-token --home FOLDER --uses N --hours N --out FILE
  maintendue-console org renew-servers --dir FOLDER --roster FILE --relay HOST --to FOLDER
  maintendue-console org replace-roster-key --dir FOLDER --roster FILE --admin NAME [--remove NAME] [--to FOLDER]
  maintendue-console org replace-root --dir FOLDER --roster FILE --relay HOST --admin NAME [--remove NAME] --to FOLDER
  maintendue-console org recover --sheet FILE --dir FOLDER

Everybody's own passphrase, in their own folder:
  maintendue-console passphrase change --home FOLDER

A PC whose text was read on the spot (maintendue-agent identity), verified for all consoles:
  maintendue-console machine verify --home FOLDER --relay HOST:PORT --text MT1:... --how face-to-face|workshop

The families, with their mediator's passphrase (--home: her folder; --relay HOST:PORT each time; on
duty, --duty family-calls|colleague-away|upkeep):
  maintendue-console household list --home FOLDER --relay HOST:PORT
  maintendue-console household add [--file FILE]
  maintendue-console household show --household NUMBER
  maintendue-console household change --household NUMBER [--file FILE]
  maintendue-console household give --household NUMBER --to NAME
  maintendue-console household erase --household NUMBER
  maintendue-console household recover --sheet FILE

The families' requests for help, and the answer that their PC shows them:
  maintendue-console help list --home FOLDER --relay HOST:PORT
  maintendue-console help answer PC take|plan "2026-12-01 14:00"|close solved|not-solved|not-reached|mistake --home FOLDER --relay HOST:PORT

The signed logs of a PC's sessions, and their check without a relay:
  maintendue-console log export --home FOLDER --relay HOST:PORT --machine ID --out FILE
  maintendue-console verify-log FILE --root FILE [--roster FILE]

Passphrases are typed, or read from a file: --passphrase-file, --new-passphrase-file,
--second-passphrase-file, --root-passphrase-file, --new-root-passphrase-file, --recovery-passphrase-file)"
    },
    {Word::UnknownCommand,
     "« %1 » n'est pas une commande. maintendue-console --help les montre toutes.",
     "\"%1\" is no command. maintendue-console --help shows them all."},
    {Word::UnknownOption,
     "« %1 » n'est pas une option de cette commande. maintendue-console --help les montre toutes.",
     "\"%1\" is no option of this command. maintendue-console --help shows them all."},
    {Word::MissingValue, "Il manque ce qui suit %1.", "Something must follow %1."},
    {Word::MissingOption, "Il manque %1.", "%1 is missing."},
    {Word::RepeatedOption, "%1 est donné deux fois.", "%1 is given twice."},
    {Word::BadName,
     "« %1 » ne convient pas comme nom : il faut une ligne de texte de 1 à 64 caractères.",
     "\"%1\" will not do as a name: it must be one line of text, 1 to 64 characters."},
    {Word::BadHost,
     "« %1 » n'est pas un nom de serveur : donnez-le sans port, par exemple relais.exemple.org.",
     "\"%1\" is not the name of a server: give it without a port, for example relay.example.org."},
    {Word::BadRole, "« %1 » n'est pas un rôle : il y a mediator, support et admin.",
     "\"%1\" is no role: there are mediator, support and admin."},
    {Word::BadNumber, "%1 demande un nombre de %2 à %3.", "%1 wants a number from %2 to %3."},
    {Word::Exists, "« %1 » existe déjà : rien n'a été changé.",
     "\"%1\" is there already: nothing was changed.", Errc::NotAllowed},
    {Word::CannotRead, "Impossible de lire « %1 » (%2).", "\"%1\" can't be read (%2).",
     Errc::NotFound},
    {Word::CannotWrite, "Impossible d'écrire « %1 » (%2).", "\"%1\" can't be written (%2).",
     Errc::Internal},
    {Word::NoOrganisation, "« %1 » n'est pas le certificat racine d'une organisation.",
     "\"%1\" is not the root certificate of an organisation.", Errc::NotTrusted},
    {Word::NoKey, "« %1 » n'est pas une clé.", "\"%1\" is not a key.", Errc::NotFound},
    {Word::WrongPassphrase, "Cette phrase de passe n'ouvre pas « %1 ».",
     "This passphrase does not open \"%1\".", Errc::WrongPassphrase},
    {Word::ShortPassphrase,
     "Cette phrase de passe est trop courte : il faut au moins %1 caractères.",
     "This passphrase is too short: it takes at least %1 characters.", Errc::BadMessage},
    {Word::DifferentPassphrases, "Les deux phrases ne sont pas les mêmes : recommencez.",
     "The two passphrases differ: start again.", Errc::BadMessage},
    {Word::NoTerminal, "Il n'y a pas de terminal où taper la phrase de passe : donnez %1.",
     "There is no terminal on which to type the passphrase: give %1.", Errc::BadMessage},
    {Word::Cancelled, "Annulé : rien n'a été changé.", "Cancelled: nothing was changed.",
     Errc::Cancelled},
    {Word::NoHome, "« %1 » n'est pas le dossier d'une personne de l'équipe. %2",
     "\"%1\" is not the folder of somebody of the team. %2", Errc::NotFound},
    {Word::NoRoster, "« %1 » n'est pas la liste de l'équipe de cette organisation.",
     "\"%1\" is not the roster of this organisation.", Errc::NotTrusted},
    {Word::NoRosterKey,
     "Il n'y a pas de clé de la liste dans « %1 », ou elle a été remplacée : seul un "
     "administrateur "
     "peut faire cela, avec son propre dossier.",
     "There is no roster key in \"%1\", or it was replaced: only an administrator can do this, "
     "with "
     "their own folder.",
     Errc::NotFound},
    {Word::NoSheet, "« %1 » n'est pas une feuille de secours.", "\"%1\" is not a recovery sheet.",
     Errc::NotFound},
    {Word::BadChange,
     "Ce changement ne convient pas : l'équipe a 60 personnes au plus, chacune avec un nom à elle "
     "et un "
     "rôle.",
     "This change will not do: the team has 60 people at most, each with a name of their own and a "
     "role.",
     Errc::BadMessage},
    {Word::NameTaken,
     "« %1 » est déjà dans l'équipe : ajoutez une lettre, les familles lisent ce nom.",
     "\"%1\" is in the team already: add a letter, families read this name.", Errc::BadMessage},
    {Word::NobodyCalled, "Personne dans l'équipe ne s'appelle « %1 ».",
     "Nobody in the team is called \"%1\".", Errc::NotFound},
    {Word::LastAdministrator, "Il faut au moins un administrateur : rien n'a été changé.",
     "There must be at least one administrator: nothing was changed.", Errc::NotAllowed},
    {Word::RosterOutOfDate,
     "Quelqu'un d'autre a changé la liste entre-temps. Elle est ici maintenant : regardez-la, puis "
     "recommencez.",
     "Somebody else changed the roster meanwhile. It is here now: look at it, then start again.",
     Errc::OutOfDate},
    {Word::RelayFailed, "Le relais n'a rien pris : rien n'a été changé.",
     "The relay took nothing: nothing was changed."},
    {Word::ForeignRoster,
     "Le relais montre une liste qui n'est pas celle de %1 : rien n'a été changé. Prévenez un "
     "administrateur.",
     "The relay shows a roster that is not the one of %1: nothing was changed. Tell an "
     "administrator.",
     Errc::NotTrusted},
    {Word::AskRoot, "Phrase de passe de la clé racine : ", "Passphrase of the root key: "},
    {Word::AskNewRoot, "Nouvelle phrase de passe pour la clé racine (8 caractères au moins) : ",
     "New passphrase for the root key (at least 8 characters): "},
    {Word::AskOperator, "Phrase de passe de %1 : ", "Passphrase of %1: "},
    {Word::AskAdministrator,
     "Phrase de passe de l'administrateur : ", "Passphrase of the administrator: "},
    {Word::AskRecovery, "Nouvelle phrase de passe pour la feuille de secours : ",
     "New passphrase for the recovery sheet: "},
    {Word::AskSheet,
     "Phrase de passe de la feuille de secours : ", "Passphrase of the recovery sheet: "},
    {Word::AskNewOperator, "Nouvelle phrase de passe pour %1 (8 caractères au moins) : ",
     "New passphrase for %1 (at least 8 characters): "},
    {Word::AskAgain, "Encore une fois : ", "Once more: "},
    {Word::Founded,
     R"(« %1 » est créée dans %2. Ce qu'il reste à faire :
  1. Imprimez %2/recovery-sheet.txt, donnez la feuille à quelqu'un d'autre, et effacez le fichier.
     Sa phrase de passe se garde ailleurs que la feuille.
  2. Copiez %2/relay et %2/enrolment sur le serveur %3.
     Chacun va à son propre programme, que personne d'autre ne puisse les lire.
  3. Ajoutez les médiateurs ; avec --relay SERVEUR:PORT une fois que le relais tourne :
     maintendue-console roster add --home %4 --name PRENOM --role mediator
  4. Mettez %2/root.key sur deux clés USB gardées en lieu sûr, puis effacez-la d'ici :
     elle ne sert que pour remplacer la clé de la liste et, tous les deux ans, pour renouveler les
     certificats des serveurs : maintendue-console org renew-servers
  5. Pour l'atelier, faites un jeton, bon jusqu'à ce que le dernier de ces PC ait été allumé une
     première fois (719 heures au plus) :
     maintendue-console org workshop-token --home %4 --uses 5 --hours 336 --out FICHIER
  6. Donnez %2/workshop et le jeton à l'atelier.)",
     R"("%1" is made, in %2. What is left to do:
  1. Print %2/recovery-sheet.txt, give the sheet to somebody else, and delete the file.
     Its passphrase is kept elsewhere than the sheet.
  2. Copy %2/relay and %2/enrolment to the server %3.
     Each goes to its own program, where nobody else can read it.
  3. Add the mediators; with --relay HOST:PORT once the relay runs:
     maintendue-console roster add --home %4 --name NAME --role mediator
  4. Put %2/root.key on two USB sticks kept in a safe place, then delete it here:
     it is needed only to replace the roster key and, every two years, to renew the servers'
     certificates: maintendue-console org renew-servers
  5. For the workshop, make a token, good until the last of these PCs was switched on for the first
     time (719 hours at most):
     maintendue-console org workshop-token --home %4 --uses 5 --hours 336 --out FILE
  6. Give %2/workshop and the token to the workshop.)"},
    {Word::OperatorAdded,
     "%1 est dans l'équipe : donnez-lui le dossier %2, et sa phrase de passe par un autre chemin.",
     "%1 is in the team: give the folder %2 to that person, and the passphrase by another way."},
    {Word::RolesSet, "%1 a maintenant ces rôles.", "%1 has these roles now."},
    {Word::Removed, "%1 n'est plus dans l'équipe.", "%1 is in the team no more."},
    {Word::ReplaceTheKey,
     "%1 avait la clé de la liste, et peut en avoir gardé une copie. Remplacez-la, avec la clé "
     "racine :\n"
     "  maintendue-console org replace-roster-key --dir DOSSIER --roster FICHIER --admin PRENOM",
     "%1 had the roster key, and may have kept a copy. Replace it, with the root key:\n"
     "  maintendue-console org replace-roster-key --dir FOLDER --roster FILE --admin NAME"},
    {Word::Lifted, "La suspension de %1 est levée.", "The suspension of %1 is lifted."},
    {Word::MachineRevoked,
     "Le PC %1 n'est plus admis nulle part, pour toujours. S'il revient un jour, il lui faudra une "
     "nouvelle identité : maintendue-agent enrol --anew.",
     "The PC %1 is let in nowhere any more, for good. Should it come back one day, it needs an "
     "identity anew: maintendue-agent enrol --anew."},
    {Word::AlreadyRevoked, "Le PC %1 n'est déjà plus admis. Rien n'a été changé.",
     "The PC %1 is let in no more already. Nothing was changed.", Errc::MachineRevoked},
    {Word::Renewed, "La liste vaut de nouveau 13 mois.", "The roster is good for another 13 months."
    },
    {Word::PublishIt,
     "Rien ne change ailleurs tant que le relais ne le sait pas :\n"
     "  maintendue-console roster publish --home %1 --relay SERVEUR:PORT",
     "Nothing changes elsewhere until the relay knows it:\n"
     "  maintendue-console roster publish --home %1 --relay HOST:PORT"},
    {Word::PublishAgain,
     "La réponse du relais n'est pas arrivée : il a peut-être pris la liste, peut-être pas. Elle "
     "est "
     "gardée ici, avec tout ce qui va avec. Donnez-la-lui de nouveau :\n"
     "  maintendue-console roster publish --home %1 --relay %2",
     "The relay's answer did not arrive: it may have taken the roster, or not. It is kept here, "
     "with "
     "all that goes with it. Give it to the relay again:\n"
     "  maintendue-console roster publish --home %1 --relay %2",
     Errc::TimedOut},
    {Word::Published, "Le relais et ce dossier ont maintenant la même liste.",
     "The relay and this folder have the same roster now."},
    {Word::IsSuspended, "suspendu", "suspended"},
    {Word::RosterKeyReplaced,
     "La clé de la liste est remplacée, l'ancienne ne vaut plus rien. Le dossier de %1 est %2.\n"
     "Copiez %2/roster à la place de l'ancien fichier roster : dans le dossier enrolment du "
     "serveur, et à l'atelier.\n"
     "Imprimez %2/recovery-sheet.txt à la place de l'ancienne feuille, et effacez le fichier.",
     "The roster key is replaced, the old one is worth nothing any more. The folder of %1 is %2.\n"
     "Copy %2/roster over the old file roster: in the server's folder enrolment, and at the "
     "workshop.\nPrint %2/recovery-sheet.txt in place of the old sheet, and delete the file."},
    {Word::Recovered,
     "La clé racine de « %1 » est de nouveau dans %2. Pour une nouvelle clé de la liste :\n"
     "  maintendue-console org replace-roster-key --dir %2 --roster FICHIER --admin PRENOM",
     "The root key of \"%1\" is in %2 again. For a new roster key:\n"
     "  maintendue-console org replace-roster-key --dir %2 --roster FILE --admin NAME"},
    {Word::RecoverySheet,
     R"(FEUILLE DE SECOURS de « %1 »
À garder sur papier, en lieu sûr, par quelqu'un d'autre que les administrateurs.
Avec cette feuille et sa phrase de passe, on refait la clé racine de l'organisation :
  maintendue-console org recover --sheet FICHIER --dir DOSSIER
(le fichier contient tout ce qui suit, recopié tel quel).)",
     R"(RECOVERY SHEET of "%1"
To be kept on paper, in a safe place, by somebody other than the administrators.
With this sheet and its passphrase the organisation's root key comes back:
  maintendue-console org recover --sheet FILE --dir FOLDER
(the file holds all that follows, copied as it stands).)"},
    {Word::TokenMade, "Le jeton %1 enrôle %2 ordinateur(s) pendant %3 heure(s).",
     "The token %1 enrols %2 PC(s) for %3 hour(s)."},
    {Word::WantsFile, "verify-log demande le fichier d'un export, en premier.",
     "verify-log wants the file of an export, first."},
    {Word::BadHow,
     "--how veut face-to-face (devant le PC, chez la famille) ou workshop, et non « %1 ».",
     "--how wants face-to-face (before the PC, at the family's) or workshop, not \"%1\"."},
    {Word::BadMachine, "« %1 » n'est pas le numéro d'un PC : 16 chiffres de 0 à 9 et de a à f.",
     "\"%1\" is not the number of a PC: 16 digits from 0 to 9 and a to f."},
    {Word::BadCard, "« %1 » n'est pas le texte qu'un PC donne de lui-même (MT1:...).",
     "\"%1\" is not the text that a PC gives of itself (MT1:...).", Errc::BadMessage},
    {Word::ForeignCard, "C'est le PC d'une autre association.", "That is another association's PC.",
     Errc::NotTrusted},
    {Word::NotAVerifier, "Seule une personne du rôle mediator ou support peut reconnaître un PC.",
     "Only somebody of the role mediator or support can verify a PC.", Errc::NotAllowed},
    {Word::MachineVerified, "Le PC %1 est reconnu, et toutes les consoles le sauront.",
     "The PC %1 is verified, and all consoles will know."},
    {Word::RecordNotPut,
     "Le PC %1 est reconnu ici, mais le relais ne l'a pas pris : la console le lui redonnera.",
     "The PC %1 is verified here, but the relay did not take it: the console will give it "
     "again."},
    {Word::BadRelay, "« %1 » n'est pas l'adresse d'un relais (SERVEUR:PORT).",
     "\"%1\" is not the address of a relay (HOST:PORT)."},
};

// What somebody typed, without what would move the cursor or turn the line.
std::string shown(std::string_view value) {
  std::string text;
  while (!value.empty()) {
    const Utf8Character next = first_utf8(value);
    const std::size_t bytes = std::max<std::size_t>(next.bytes, 1);
    const bool plain = next.bytes != 0 && shows_itself(next.value);
    text += plain ? value.substr(0, bytes) : std::string_view("?");
    value.remove_prefix(bytes);
  }
  return text;
}

const Sentence& sentence_of(Word word) {
  const std::span<const Sentence> pages[] = {
      kSentences, roster_sentences(), log_sentences(), family_sentences(), help_sentences()
  };
  for (const std::span<const Sentence> page : pages) {
    const auto found = std::ranges::find(page, word, &Sentence::word);
    if (found != page.end()) return *found;
  }
  assert(false);
  return kSentences[0];
}

}  // namespace

std::string say(Language language, Word word, std::initializer_list<std::string_view> values) {
  const Sentence& sentence = sentence_of(word);
  const std::string_view pattern =
      language == Language::French ? sentence.french : sentence.english;
  std::string text;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] != '%') {
      text += pattern[at];
      continue;
    }
    const std::size_t number = static_cast<std::size_t>(pattern[++at] - '1');
    assert(number < values.size());
    text += shown(values.begin()[number]);
  }
  return text;
}

Errc refusal_of(Word word) { return sentence_of(word).refusal.value_or(Errc::Internal); }

std::string day_words(WallTime day) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(day);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 16> words{};
  std::strftime(words.data(), words.size(), "%Y-%m-%d", &parts);
  return words.data();
}

Language language_of(std::string_view locale) {
  return locale.starts_with("fr") ? Language::French : Language::English;
}

}  // namespace maintendue::cli
