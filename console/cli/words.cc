#include "console/cli/words.h"

#include <cassert>

namespace maintendue::cli {
namespace {

struct Sentence {
  Word word;
  std::string_view french;
  std::string_view english;
};

constexpr Sentence kSentences[] = {
    {Word::Usage,
     R"(Utilisation :
  maintendue-console serve --home DOSSIER --relay SERVEUR:PORT [--port N] [--web DOSSIER] [--open]
  maintendue-console org init --dir DOSSIER --name NOM --relay SERVEUR --admin PRENOM
  maintendue-console org add-operator --dir DOSSIER --name PRENOM --role mediator|support|admin
  maintendue-console org workshop-token --dir DOSSIER --operator DOSSIER --uses N --hours N --out FICHIER
Les phrases secrètes se tapent au clavier, ou se lisent dans un fichier :
  --root-passphrase-file FICHIER, --passphrase-file FICHIER)",
     R"(Usage:
  maintendue-console serve --home FOLDER --relay HOST:PORT [--port N] [--web FOLDER] [--open]
  maintendue-console org init --dir FOLDER --name NAME --relay HOST --admin NAME
  maintendue-console org add-operator --dir FOLDER --name NAME --role mediator|support|admin
  maintendue-console org workshop-token --dir FOLDER --operator FOLDER --uses N --hours N --out FILE
Passphrases are typed, or read from a file:
  --root-passphrase-file FILE, --passphrase-file FILE)"},
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
     "\"%1\" is there already: nothing was changed."},
    {Word::CannotRead, "Impossible de lire « %1 » (%2).", "\"%1\" can't be read (%2)."},
    {Word::CannotWrite, "Impossible d'écrire « %1 » (%2).", "\"%1\" can't be written (%2)."},
    {Word::NoOrganisation, "« %1 » n'est pas le certificat racine d'une organisation.",
     "\"%1\" is not the root certificate of an organisation."},
    {Word::NoOperator,
     "« %1 » n'est pas le certificat d'une personne de cette organisation, ou il a expiré.",
     "\"%1\" is not the certificate of somebody of this organisation, or it has expired."},
    {Word::NoKey, "« %1 » n'est pas une clé.", "\"%1\" is not a key."},
    {Word::OtherKey, "La clé « %1 » ne va pas avec son certificat.",
     "The key \"%1\" does not belong to its certificate."},
    {Word::WrongPassphrase, "Cette phrase secrète n'ouvre pas « %1 ».",
     "This passphrase does not open \"%1\"."},
    {Word::ShortPassphrase,
     "Cette phrase secrète est trop courte : il faut au moins %1 caractères.",
     "This passphrase is too short: it takes at least %1 characters."},
    {Word::DifferentPassphrases, "Les deux phrases ne sont pas les mêmes : recommencez.",
     "The two passphrases differ: start again."},
    {Word::NoTerminal, "Il n'y a pas de terminal où taper la phrase secrète : donnez %1.",
     "There is no terminal on which to type the passphrase: give %1."},
    {Word::Cancelled, "Annulé : rien n'a été changé.", "Cancelled: nothing was changed."},
    {Word::NotAdministrator,
     "%1 n'a pas le rôle admin : seul un administrateur signe un jeton d'atelier.",
     "%1 has not the role admin: only an administrator signs a workshop token."},
    {Word::AskRoot, "Phrase secrète de la clé racine : ", "Passphrase of the root key: "},
    {Word::AskNewRoot,
     "Nouvelle phrase secrète pour la clé racine : ", "New passphrase for the root key: "},
    {Word::AskOperator, "Phrase secrète de %1 : ", "Passphrase of %1: "},
    {Word::AskNewOperator, "Nouvelle phrase secrète pour %1 : ", "New passphrase for %1: "},
    {Word::AskAgain, "Encore une fois : ", "Once more: "},
    {Word::Founded,
     R"(« %1 » est créée dans %2. Ce qu'il reste à faire :
  1. Ajoutez les médiateurs :
     maintendue-console org add-operator --dir %2 --name PRENOM --role mediator
  2. Mettez %2/root.key sur deux clés USB gardées en lieu sûr, puis effacez-la d'ici :
     elle ne sert que pour ajouter quelqu'un ou renouveler un certificat.
  3. Copiez %2/relay et %2/enrolment sur le serveur %3.
     Chacun va à son propre programme, que personne d'autre ne puisse les lire.
  4. Pour l'atelier, faites un jeton :
     maintendue-console org workshop-token --dir %2 --operator %4 --uses 5 --hours 8 --out FICHIER
  5. Donnez %2/root.crt et le jeton à l'atelier.)",
     R"("%1" is made, in %2. What is left to do:
  1. Add the mediators:
     maintendue-console org add-operator --dir %2 --name NAME --role mediator
  2. Put %2/root.key on two USB sticks kept in a safe place, then delete it here:
     it is needed only to add somebody or to renew a certificate.
  3. Copy %2/relay and %2/enrolment to the server %3.
     Each goes to its own program, where nobody else can read it.
  4. For the workshop, make a token:
     maintendue-console org workshop-token --dir %2 --operator %4 --uses 5 --hours 8 --out FILE
  5. Give %2/root.crt and the token to the workshop.)"},
    {Word::OperatorAdded,
     "%1 peut entrer : donnez-lui le dossier %2, et sa phrase secrète par un autre chemin.",
     "%1 can come in: give the folder %2 to that person, and the passphrase by another way."},
    {Word::TokenMade, "Le jeton %1 enrôle %2 ordinateur(s) pendant %3 heure(s).",
     "The token %1 enrols %2 PC(s) for %3 hour(s)."},
};

// What somebody typed, without what would move the cursor.
std::string shown(std::string_view value) {
  std::string text(value);
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  }
  return text;
}

}  // namespace

std::string say(Language language, Word word, std::initializer_list<std::string_view> values) {
  std::string_view pattern;
  for (const Sentence& sentence : kSentences) {
    if (sentence.word != word) continue;
    pattern = language == Language::French ? sentence.french : sentence.english;
  }
  assert(!pattern.empty());
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

Language language_of(std::string_view locale) {
  return locale.starts_with("fr") ? Language::French : Language::English;
}

}  // namespace maintendue::cli
