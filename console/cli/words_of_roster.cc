#include "console/cli/sentences.h"

namespace maintendue::cli {
namespace {

constexpr Sentence kSentences[] = {
    {Word::RootReplaced,
     R"(La racine est remplacée : la nouvelle, et tout ce qu'elle signe, est dans %1.
L'équipe est reprise de la liste du %4 : %5.
Si quelqu'un n'y a pas sa place, effacez ce dossier et recommencez avec --remove. Sinon, dans cet ordre :
  1. Imprimez %1/recovery-sheet.txt et gardez aussi l'ancienne feuille. Effacez le fichier.
     Mettez %1/root.key sur deux clés USB gardées en lieu sûr, puis effacez-la d'ici.
  2. Sur le serveur %2, mettez %1/relay et %1/enrolment à la place des anciens dossiers,
     puis redémarrez les deux programmes. PC et consoles suivent d'eux-mêmes dès qu'ils appellent le relais,
     même ceux qui restent éteints longtemps ; leurs clés ne changent pas.
  3. Votre dossier est désormais %3. Ouvrez la console avec ce dossier.
  4. S'il y a d'autres administrateurs, donnez à chacun la nouvelle clé de la liste :
     maintendue-console roster new-key --home %3 --name PRENOM
  5. Donnez %1/workshop à l'atelier avec un nouveau jeton : les images d'avant n'enrôlent plus.
  6. Une fois les PC revenus, et les familles lisibles par les médiateurs (sinon : household recover
     avec l'ancienne feuille), détruisez l'ancienne racine : ses clés USB et sa feuille.)",
     R"(The root is replaced: the new one, and all that it signs, is in %1.
The team is taken over from the roster of %4: %5.
If somebody has no place in it, delete this folder and begin again with --remove. Else, in this order:
  1. Print %1/recovery-sheet.txt, and keep the old sheet too. Delete the file.
     Put %1/root.key on two USB sticks kept in a safe place, then delete it here.
  2. On the server %2, put %1/relay and %1/enrolment in place of the old folders,
     then restart both programs. PCs and consoles follow by themselves as soon as they call the relay,
     even those that stay off for long; their keys stay the same.
  3. Your folder is %3 from now on. Open the console with it.
  4. If there are other administrators, give each the new roster key:
     maintendue-console roster new-key --home %3 --name NAME
  5. Give %1/workshop to the workshop with a new token: images of before enrol no more.
  6. Once the PCs are back, and the mediators can read the families (if not: household recover
     with the old sheet), destroy the old root: its USB sticks and its sheet.)"},
    {Word::ServersRenewed,
     R"(Les certificats des serveurs sont renouvelés dans %1, et valent jusqu'au %3. Dans cet ordre :
  1. Sur le serveur %2, gardez une copie des dossiers du relais et de l'enrôlement. Mettez-y les fichiers
     de %1/relay et de %1/enrolment à la place de ceux du même nom ; les autres restent, intermediate.key aussi.
  2. Redémarrez les deux programmes. S'ils tournent, effacez la copie, et %1 d'ici.
     PC et consoles n'ont rien à faire.
  3. Remettez root.key en lieu sûr.)",
     R"(The servers' certificates are renewed in %1, and good until %3. In this order:
  1. On the server %2, keep a copy of the relay's and enrolment's folders. Put the files of %1/relay and
     %1/enrolment there in place of those of the same name; the others stay, intermediate.key too.
  2. Restart both programs. If they run, delete the copy, and %1 here.
     PCs and consoles have nothing to do.
  3. Put root.key back in its safe place.)"},
    {Word::NoAuthority,
     "Cette liste ne dit pas qui a enrôlé les PC : ils seraient tous refusés. Prenez le fichier "
     "roster "
     "d'une autre personne de l'équipe.",
     "This roster does not say who enrolled the PCs: all of them would be refused. Take the file "
     "roster "
     "of somebody else in the team.",
     Errc::NotTrusted},
    {Word::OldRoot,
     "La clé « %1 » n'est pas celle de la racine d'aujourd'hui : elle a été remplacée depuis. "
     "Prenez "
     "la plus récente, sur sa clé USB ou par sa feuille de secours.",
     "The key \"%1\" is not the root's of today: it was replaced since. Take the newest, from its "
     "USB stick or by its recovery sheet.",
     Errc::OutOfDate},
    {Word::TooManyRoots,
     "La racine a déjà été remplacée trois fois, et ne peut plus l'être : il faut fonder une "
     "nouvelle "
     "organisation.",
     "The root was replaced three times already, and can't be any more: a new organisation has to "
     "be founded.",
     Errc::NoRoom},
    {Word::KeyGiven,
     "%1 a une nouvelle clé, l'ancienne ne vaut plus rien : donnez-lui le dossier %2, et sa phrase "
     "de passe par un autre chemin. Si l'ancien dossier est encore là, copiez-en le dossier "
     "« households » dans le nouveau : ses familles y sont connues. Sinon, une collègue qui les a "
     "déjà vues s'en porte garante en les ouvrant, de permanence. Les PC que cette personne avait "
     "reconnus sont à reconnaître de nouveau.",
     "%1 has a new key, the old one is worth nothing any more: give the folder %2 to that person, "
     "and the passphrase by another way. If the old folder is still there, copy its folder "
     "\"households\" into the new one: it knows that person's families. If not, a colleague who "
     "has seen them before vouches for them by opening them on duty. The PCs that this person made "
     "sure of are to be made sure of again."},
    {Word::NotLetIn,
     "Le relais et vous ne vous reconnaissez pas : votre accès est suspendu ou retiré, votre clé a "
     "été remplacée, ou ce n'est pas le serveur de l'association. Rien n'a été lu ni changé. "
     "Parlez "
     "à la personne qui administre Main Tendue.",
     "The relay and you do not know each other: your access is suspended or was taken away, your "
     "key was replaced, or it is not the association's server. Nothing was read or changed. Speak "
     "to whoever administers Main Tendue.",
     Errc::NotTrusted},
    {Word::AskRevoke,
     "Fermer la porte au PC %1 pour toujours ? Pour revenir, il lui faudrait une nouvelle "
     "identité. "
     "Tapez OUI : ",
     "Shut the PC %1 out for good? To come back it would need an identity anew. Type YES: "},
    {Word::AskRevokeCalled,
     "Fermer la porte au PC %1, qui se nomme « %2 », pour toujours ? Pour revenir, il lui faudrait "
     "une nouvelle identité. Tapez OUI : ",
     "Shut the PC %1, which calls itself \"%2\", out for good? To come back it would need an "
     "identity anew. Type YES: "},
    {Word::AskRevokeUnknown,
     "Le relais n'a jamais vu de PC %1 : est-ce le bon numéro ? Pour lui fermer la porte pour "
     "toujours, tapez OUI : ",
     "The relay has never seen a PC %1: is the number right? To shut it out for good, type YES: "},
    {Word::NotRevoked,
     "Rien n'a été changé : il fallait répondre OUI, ou donner --yes dans un script.",
     "Nothing was changed: the answer had to be YES, or --yes given in a script.", Errc::Cancelled},
    {Word::NeverSeen,
     "Le relais n'a jamais vu de PC %1 : vérifiez le numéro, car cela ne se défait pas.",
     "The relay has never seen a PC %1: check the number, since this can't be undone."},
    {Word::IsShutOut, "Le PC %1 n'est plus admis nulle part.", "The PC %1 is let in nowhere."},
    {Word::DeputyNamed,
     "%1 est la personne suppléante : si la liste prend fin sans administrateur, cette personne "
     "peut "
     "la prolonger de 30 jours.",
     "%1 is the deputy now: should the roster end without an administrator, that person can let it "
     "go "
     "on for 30 days."},
    {Word::NoDeputy, "Il n'y a plus de personne suppléante.", "Nobody is the deputy any more."},
    {Word::IsDeputy, "suppléance", "deputy"},
    {Word::RosterEnds, "La liste vaut jusqu'au %1.", "The roster is good until %1."},
    {Word::RosterGoesOn, "La liste a pris fin le %1. Elle est prolongée jusqu'au %2.",
     "The roster ended on %1. It goes on until %2."},
    {Word::NotTheDeputy,
     "Seule la personne suppléante peut prolonger la liste, et %1 ne l'est pas. Rien n'a été "
     "changé.",
     "Only the deputy can let the roster go on, and %1 is not the deputy. Nothing was changed.",
     Errc::NotAllowed},
    {Word::NotOver,
     "La liste se prolonge une fois, dans les 30 jours après sa fin : du %1 au %2. Rien n'a été "
     "changé.",
     "The roster can be let go on once, within 30 days after its end: from %1 to %2. Nothing was "
     "changed.",
     Errc::NotAllowed},
    {Word::Extended,
     "La liste est prolongée : les médiateurs et le support peuvent travailler jusqu'au %1. D'ici "
     "là, il "
     "faut qu'un administrateur la renouvelle.",
     "The roster goes on: mediators and support work until %1. By then an administrator has to "
     "renew "
     "it."},
    {Word::BadPhone,
     "« %1 » n'est pas un numéro à montrer aux familles : des chiffres et des espaces, un + au "
     "début "
     "au besoin, 20 caractères au plus.",
     "\"%1\" is no number to show to families: digits and spaces, a + at the beginning if need be, "
     "at "
     "most 20 characters."},
    {Word::PhoneSet, "Les familles lisent maintenant ce numéro : %1.",
     "Families read this number now: %1."},
    {Word::BadHours,
     "Des horaires ne peuvent pas se lire ainsi : « %1 ». Par exemple --open \"lu-ve 9:00-12:00 "
     "14:00-17:00, sa 9:00-12:00\" --closed \"2026-12-24/2027-01-03, 2027-05-01\".",
     "These can't be read as hours: \"%1\". For example --open \"mo-fr 9:00-12:00 14:00-17:00, sa "
     "9:00-12:00\" --closed \"2026-12-24/2027-01-03, 2027-05-01\"."},
    {Word::ClosedAlone,
     "Des jours fermés sans horaires : donnez aussi ceux de la semaine, avec --open.",
     "Closed days without hours: give those of the week too, with --open."},
    {Word::HoursSet, "Les familles lisent maintenant ces horaires.",
     "Families read these hours now."},
    {Word::NoHours, "Les familles ne lisent plus d'horaires.", "Families read no hours any more."},
    {Word::NoPhone, "Les familles ne lisent plus de numéro.", "Families read no number any more."},
    {Word::BadPhoto,
     "« %1 » n'est pas une photo à montrer aux familles : un fichier JPEG carré, de 64 à 256 "
     "pixels de "
     "côté et de 32 Kio au plus.",
     "\"%1\" is no photo to show to families: a square JPEG file of 64 to 256 pixels a side and at "
     "most "
     "32 KiB.",
     Errc::BadMessage},
    {Word::PhotoSet,
     "Les familles verront cette photo de %1 dès que le fichier %2 sera dans son dossier sous le "
     "nom "
     "photo.jpg : donnez-le-lui.",
     "Families will see this photo of %1 as soon as the file %2 is in that person's folder under "
     "the name "
     "photo.jpg: give it to them."},
    {Word::OwnPhotoSet, "Les familles verront cette photo de vous.",
     "Families will see this photo of you."},
    {Word::NoPhoto, "Les familles ne voient plus de photo de %1.",
     "Families see no photo of %1 any more."},
    {Word::PassphraseChanged,
     "La phrase de passe de %1 est changée. Une console qui tourne veut encore l'ancienne : "
     "arrêtez-la, et démarrez-la de nouveau. L'ancienne ouvre toujours les copies de ce dossier "
     "faites avant : effacez-les, ou demandez une nouvelle clé si vous ne savez pas où elles sont.",
     "The passphrase of %1 is changed. A console that runs still wants the old one: stop it, and "
     "start it anew. The old one still opens the copies of this folder that were made before: "
     "delete them, or ask for a new key if you don't know where they are."},
    {Word::PassphraseHalfChanged,
     "La phrase de passe n'est peut-être changée qu'à moitié (%1) : donnez de nouveau la même "
     "commande, avec les deux mêmes phrases.",
     "The passphrase may be changed by half only (%1): give the same command again, with the same "
     "two passphrases.",
     Errc::Internal},
};

}  // namespace

std::span<const Sentence> roster_sentences() { return kSentences; }

}  // namespace maintendue::cli
