#include "agent/dialog/help_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "agent/po/catalogue.h"

namespace maintendue::dialog {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;

class HelpWordsTest : public ::testing::Test {
 protected:
  HelpWordsTest() {
    setenv("TZ", "Europe/Paris", 1);
    tzset();
    catalogue::speak("fr");
    desk_.organisation = "La Maison Numérique";
    desk_.phone = "02 99 00 00 00";
    desk_.reach = Reach::Up;
  }
  HelpWords stands(Stage stage) {
    desk_.standing.emplace(HelpStanding{.topic = Topic::School, .stage = stage});
    desk_.standing->operator_name = "Nadia";
    return words_for(desk_);
  }

  const WallTime five_past_two_ = from_unix_ms(1'796'043'900'000);  // 30 November 2026, 14:05
  HelpDesk desk_{"fr", "", "", Reach::Unknown, {}};
};

TEST_F(HelpWordsTest, HaveEightPicturesWithTheirKeys) {
  const HelpWords words = words_for(desk_);
  EXPECT_EQ(words.title, "Demander de l’aide");
  const std::pair<const char*, const char*> expected[] = {
      {"wifi", "Internet"},
      {"volume-2", "Son"},
      {"printer", "Imprimer"},
      {"school", "Site de l’école"},
      {"turtle", "Lent"},
      {"message-circle-question-mark", "Je ne comprends pas"},
      {"keyboard", "Clavier, souris"},
      {"circle-question-mark", "Autre"},
  };
  for (std::size_t at = 0; at < words.pictures.size(); ++at) {
    const PictureWords& picture = words.pictures[at];
    EXPECT_EQ(picture.icon, std::string(expected[at].first));
    EXPECT_EQ(picture.word, expected[at].second);
    EXPECT_EQ(
        picture.spoken,
        std::string(expected[at].second) + ". Touche " + std::to_string(at + 1) + "."
    );
    EXPECT_EQ(picture_of(words, picture.topic).icon, picture.icon);
  }
}

TEST_F(HelpWordsTest, OfferTheLanguagesByTheirOwnNames) {
  desk_.language = "ar-DZ";
  const HelpWords words = words_for(desk_);
  EXPECT_EQ(words.language, "العربية");
  std::vector<std::string> names, spoken;
  for (const LanguageWords& one : words.languages) {
    names.push_back(one.name);
    if (one.spoken) spoken.push_back(one.tag);
  }
  EXPECT_THAT(names, IsSupersetOf({"Français", "العربية", "Türkçe"}));
  EXPECT_THAT(spoken, ElementsAre("ar"));
  desk_.language = "ckb";
  EXPECT_EQ(words_for(desk_).language, "Français") << "which is what it is shown in";
}

TEST_F(HelpWordsTest, SayWhatToTryWhileTheLineIsNotUpAlone) {
  EXPECT_EQ(words_for(desk_).trouble, "");
  EXPECT_TRUE(words_for(desk_).steps.empty());
  for (const auto& [reach, trouble] : {
           std::pair{Reach::NoDevice, "Votre ordinateur ne trouve ni clé Internet ni Wi-Fi."},
           std::pair{Reach::NoNetwork, "Votre ordinateur n’est pas relié à Internet."},
           std::pair{
               Reach::NoInternet, "Votre ordinateur ne joint pas La Maison Numérique par Internet."
           },
       }) {
    desk_.reach = reach;
    EXPECT_EQ(words_for(desk_).trouble, trouble);
    EXPECT_GE(words_for(desk_).steps.size(), 2u);
    EXPECT_LE(words_for(desk_).steps.size(), 3u);
  }
}

TEST_F(HelpWordsTest, SayThatItIsKeptUntilTheInternetIsBack) {
  desk_.reach = Reach::NoInternet;
  const HelpWords words = stands(Stage::Waiting);
  EXPECT_EQ(words.stands, "Votre demande est gardée sur cet ordinateur.");
  EXPECT_EQ(words.means, "Elle partira toute seule dès le retour d’Internet.");
  desk_.reach = Reach::Up;
  EXPECT_THAT(stands(Stage::Waiting).means, Not(HasSubstr("Internet")));
}

TEST_F(HelpWordsTest, SayWhenItWasReceivedOnlyWhenThatIsKnown) {
  stands(Stage::Received);
  EXPECT_EQ(words_for(desk_).stands, "Votre demande a été reçue.");
  desk_.standing->received = five_past_two_;
  EXPECT_EQ(words_for(desk_).stands, "Votre demande a été reçue à 14\u00a0h\u00a005.");
}

TEST_F(HelpWordsTest, SayWhoSeesToItAndWhenSheCalls) {
  EXPECT_EQ(stands(Stage::Taken).stands, "Nadia s’en occupe.");
  stands(Stage::Planned);
  desk_.standing->call_at = five_past_two_ + std::chrono::hours{24} - std::chrono::minutes{5};
  EXPECT_EQ(words_for(desk_).stands, "Nadia vous appelle mardi 1er\u00a0décembre à 14\u00a0h.");
  desk_.standing->call_at = five_past_two_;
  EXPECT_EQ(
      words_for(desk_).stands, "Nadia vous appelle lundi 30\u00a0novembre à 14\u00a0h\u00a005."
  );
  catalogue::speak("en");
  EXPECT_EQ(words_for(desk_).stands, "Nadia calls you on Monday 30 November at 14:05.");
}

TEST_F(HelpWordsTest, SayHowItEnded) {
  stands(Stage::Closed);
  EXPECT_EQ(words_for(desk_).stands, "C’est fini.");
  desk_.standing->outcome = Outcome::Solved;
  EXPECT_EQ(words_for(desk_).means, "D’après Nadia, le problème est réglé.");
  desk_.standing->outcome = Outcome::NotReached;
  EXPECT_EQ(words_for(desk_).stands, "Nadia n’a pas pu vous joindre au téléphone.");
  EXPECT_EQ(stands(Stage::Cancelled).stands, "Votre demande est annulée.");
}

TEST_F(HelpWordsTest, OfferWhatCanStillBeChosen) {
  for (const Stage stage : {Stage::Waiting, Stage::Received, Stage::Taken, Stage::Planned}) {
    const HelpWords words = stands(stage);
    EXPECT_EQ(words.cancel, "Je n’ai plus besoin d’aide");
    EXPECT_EQ(words.when.empty(), stage == Stage::Planned);
    EXPECT_EQ(words.other, "Choisir une autre image");
  }
  for (const Stage stage : {Stage::Closed, Stage::Cancelled}) {
    const HelpWords words = stands(stage);
    EXPECT_EQ(words.cancel, "");
    EXPECT_EQ(words.when, "");
    EXPECT_EQ(words.other, "Redemander de l’aide");
  }
}

}  // namespace
}  // namespace maintendue::dialog
