#include "agent/dialog/farewell_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "agent/po/catalogue.h"

namespace maintendue::dialog {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class FarewellWordsTest : public ::testing::Test {
 protected:
  FarewellWordsTest() { catalogue::speak("fr"); }
  static std::string all(const FarewellWords& words) {
    std::string text;
    for (const FarewellPoint& point : words.points) text += point.sentence + "\n";
    return text;
  }

  FarewellDesk desk_{.language = "fr", .organisation = "La Maison Numérique"};
};

TEST_F(FarewellWordsTest, AskOnceMoreWithWhatItMeans) {
  desk_.asked = Farewell::NoHelp;
  const FarewellWords words = words_for(desk_);
  EXPECT_EQ(words.question, "Voulez-vous <b>ne plus avoir d’aide à distance</b>\u202f?");
  EXPECT_EQ(words.stands, "");
  EXPECT_EQ(words.no.hint, "Rien ne change");
  EXPECT_THAT(words.yes.spoken, HasSubstr("Touche 2"));
  EXPECT_THAT(all(words), HasSubstr("Personne de La Maison Numérique ne peut voir cet écran"));
  EXPECT_THAT(all(words), HasSubstr("changer d’avis"));
  EXPECT_THAT(all(words), HasSubstr("peut toujours vous aider au téléphone"));
  EXPECT_THAT(all(words), Not(HasSubstr("fichiers")));
  EXPECT_THAT(words.spoken, Not(HasSubstr("<b>")));
}

TEST_F(FarewellWordsTest, NameTheFilesOfAPcThatGoesAway) {
  desk_.asked = Farewell::NotOurs;
  EXPECT_THAT(
      all(words_for(desk_)),
      HasSubstr("Vos fichiers restent sur cet ordinateur, vos mots de passe aussi")
  );
  desk_.stands = Farewell::NotOurs;
  EXPECT_THAT(
      all(words_for(desk_)),
      HasSubstr("Vos fichiers restent sur cet ordinateur, vos mots de passe aussi")
  );
}

TEST_F(FarewellWordsTest, TellThatItIsDoneAndHowToTakeItBack) {
  desk_.asked = desk_.stands = Farewell::NoHelp;
  const FarewellWords words = words_for(desk_);
  EXPECT_EQ(words.question, "");
  EXPECT_EQ(words.stands, "C’est fait\u202f: l’aide à distance est arrêtée.");
  EXPECT_EQ(words.take_back, "Je veux de nouveau de l’aide");
  EXPECT_THAT(all(words), Not(HasSubstr("Internet")));
}

TEST_F(FarewellWordsTest, SayWhatDidNotWorkOut) {
  desk_.asked = desk_.stands = Farewell::NotOurs;
  desk_.untold = true;
  EXPECT_THAT(all(words_for(desk_)), HasSubstr("le saura dès que"));
  desk_.unkept = true;
  EXPECT_THAT(all(words_for(desk_)), HasSubstr("une fois éteint, il l’oublie"));
  EXPECT_THAT(all(words_for(desk_)), Not(HasSubstr("le saura")));
}

TEST_F(FarewellWordsTest, AskWhetherHelpIsWantedAgainAndTellThatItIs) {
  desk_.stands = Farewell::NoHelp;
  const FarewellWords asks = words_for(desk_);
  EXPECT_THAT(asks.question, HasSubstr("de nouveau de l’aide"));
  EXPECT_THAT(all(asks), HasSubstr("avant votre oui")) << "what a yes means, not what stands";
  EXPECT_THAT(all(asks), Not(HasSubstr("Personne de La Maison Numérique")));
  desk_.stands = Farewell::Nothing;
  const FarewellWords tells = words_for(desk_);
  EXPECT_EQ(tells.stands, "L’aide à distance est de nouveau possible.");
  EXPECT_EQ(tells.take_back, "");
  EXPECT_THAT(all(tells), HasSubstr("avant votre oui"));
}

}  // namespace
}  // namespace maintendue::dialog
