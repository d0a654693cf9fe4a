#include "agent/dialog/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pango/pango.h>

#include <cstdlib>
#include <set>

#include "agent/po/catalogue.h"

namespace maintendue::dialog {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class DialogWords : public ::testing::Test {
 protected:
  DialogWords() {
    setenv("TZ", "Europe/Paris", 1);
    tzset();
    catalogue::speak("fr");
  }

  Question question_{
      .secret = "once",
      .scope = Scope::View,
      .operator_name = "Nadia",
      .organisation = "La Maison Numérique",
      .call = Call::FollowUp1,
      .until = from_unix_ms(1'764'239'400'000),  // 27 November 2025, 11:30 in Paris
      .language = "fr",
  };
};

TEST_F(DialogWords, AskInFrench) {
  const QuestionWords words = words_for(question_);
  EXPECT_EQ(words.organisation, "La Maison Numérique");
  EXPECT_EQ(words.initial, "N");
  EXPECT_EQ(words.situation, "<b>Nadia</b> est au téléphone avec vous.");
  EXPECT_EQ(words.question, "Voulez-vous <b>montrer votre écran</b>\u202f?");
  EXPECT_EQ(words.detail, "1er rendez-vous au téléphone, jusqu’à 11\u00a0h\u00a030.");
  EXPECT_EQ(words.no.word, "Non");
  EXPECT_EQ(words.yes.word, "Oui");
  EXPECT_EQ(words.no.spoken, "Non. Personne ne voit rien. Touche 1.");
  EXPECT_THAT(words.spoken_question, Not(HasSubstr("<b>")));
}

TEST_F(DialogWords, AskInEnglish) {
  catalogue::speak("en-GB");
  const QuestionWords words = words_for(question_);
  EXPECT_EQ(words.question, "Do you want to <b>show your screen</b>?");
  EXPECT_EQ(words.detail, "1st phone appointment, until 11:30.");
}

TEST_F(DialogWords, SayWhomToCallWhereThereIsANumber) {
  EXPECT_EQ(words_for(question_).doubt, "");
  question_.phone = "02 99 00 00 00";
  const std::string number = "\u206602\u00a099\u00a000\u00a000\u00a000\u2069";
  const std::string whom = "Un doute\u202f? Appelez La Maison Numérique\u202f: " + number;
  EXPECT_EQ(words_for(question_).doubt, whom);
  EXPECT_EQ(
      words_for(Keypad{"once", "Nadia", "La Maison Numérique", "fr", "02 99 00 00 00"}).doubt, whom
  );
}

TEST_F(DialogWords, FallBackToFrench) {
  catalogue::speak("ckb");
  EXPECT_EQ(words_for(question_).yes.word, "Oui");
  catalogue::speak("");
  EXPECT_EQ(words_for(question_).yes.word, "Oui");
}

TEST_F(DialogWords, AreInEachLanguageThatPeopleCanChoose) {
  std::set<std::string> questions;
  for (const catalogue::Language& language : catalogue::languages()) {
    catalogue::speak(language.tag);
    EXPECT_EQ(catalogue::spoken_language(language.tag), language.tag);
    const QuestionWords words = words_for(question_);
    questions.insert(words.question);
    EXPECT_THAT(words.situation, HasSubstr("<b>Nadia</b>")) << language.tag;
    for (const std::string& text :
         {words.situation, words.question, words.detail, words.spoken_question}) {
      EXPECT_THAT(text, Not(HasSubstr("{"))) << language.tag;
    }
  }
  EXPECT_EQ(questions.size(), catalogue::languages().size()) << "each says it in its own words";
}

TEST_F(DialogWords, AreSpokenInASessionWithoutALanguageToo) {
  setenv("LC_ALL", "C", 1);
  catalogue::speak("fr");
  EXPECT_EQ(words_for(question_).yes.word, "Oui");
  unsetenv("LC_ALL");
}

TEST_F(DialogWords, AskForTheMouseInOtherWords) {
  question_.scope = Scope::Control;
  const QuestionWords words = words_for(question_);
  EXPECT_THAT(words.question, HasSubstr("prêter votre souris et votre clavier"));
  EXPECT_EQ(words.no.hint, "Nadia regarde seulement");
}

TEST_F(DialogWords, SayOnTheBannerWhatIsAllowed) {
  Banner banner{"once", Scope::View, "Nadia", "", question_.until, "fr"};
  EXPECT_EQ(words_for(banner).spoken, "Nadia voit votre écran · jusqu’à 11\u00a0h\u00a030");
  banner.scope = Scope::Control;
  EXPECT_EQ(words_for(banner).spoken, "Nadia utilise la souris · jusqu’à 11\u00a0h\u00a030");
  banner.scope = Scope::Nothing;
  EXPECT_EQ(words_for(banner).spoken, "Nadia est en ligne et ne voit rien");
}

TEST_F(DialogWords, SayOnTheBannerWhoHoldsThePictureBack) {
  catalogue::speak("fr");
  Banner banner;
  banner.operator_name = "Nadia";
  banner.paused = Paused::LooksAway;
  EXPECT_EQ(
      words_for(banner).sentence, "<b>Nadia ne regarde pas</b> · personne ne voit votre écran"
  );
  EXPECT_EQ(words_for(banner).hide, "Cacher mon écran") << "she says herself when she looks again";
  banner.paused = Paused::CallsBack;
  EXPECT_EQ(words_for(banner).hide, "Continuer");
  banner.paused = Paused::Hidden;
  EXPECT_EQ(words_for(banner).sentence, "<b>Votre écran est caché</b> · Nadia ne voit rien");
  EXPECT_EQ(words_for(banner).hide, "Ne plus cacher");
  banner.line_cut = true;
  EXPECT_EQ(words_for(banner).hide, "");
  banner.paused = Paused::No;
  banner.line_cut = false;
  banner.scope = Scope::View;
  EXPECT_EQ(words_for(banner).hide, "Cacher mon écran");
  banner.scope = Scope::Control;
  EXPECT_EQ(words_for(banner).hide, "") << "she gives the mouse back first";
}

TEST_F(DialogWords, SayOnTheBannerWhatIsAsked) {
  Banner banner{"once", Scope::View, "N & A", "", question_.until, "fr"};
  EXPECT_EQ(words_for(banner).asks, "");
  banner.asks = Asks::GoOn;
  EXPECT_EQ(words_for(banner).asks, "Laisser <b>N &amp; A</b> continuer\u202f?");
  EXPECT_EQ(words_for(banner).yes, "Oui, continuer");
  EXPECT_EQ(words_for(banner).no, "Non, arrêter");
  EXPECT_THAT(words_for(banner).spoken, HasSubstr("Laisser N & A continuer"));
  banner.press_again = true;
  EXPECT_THAT(words_for(banner).yes, HasSubstr("encore"));
  banner.press_again = false;
  banner.asks = Asks::Resume;
  EXPECT_THAT(words_for(banner).asks, HasSubstr("En pause"));
  banner.asks = Asks::Extend;
  EXPECT_EQ(words_for(banner).yes, "Ajouter une heure");
  EXPECT_EQ(words_for(banner).no, "") << "who wants no more does nothing";
}

TEST_F(DialogWords, TellWhatToDoWithANumber) {
  EXPECT_EQ(words_for(question_).number, "");
  question_.number = "012345";
  const QuestionWords words = words_for(question_);
  EXPECT_EQ(words.number, "012 345");
  EXPECT_THAT(words.aloud, HasSubstr("lisez ce numéro à Nadia"));
  EXPECT_THAT(words.detail, HasSubstr("un quart d’heure"));
  EXPECT_THAT(words.spoken_question, Not(HasSubstr("012"))) << "it is hashed into the log";
  question_.scope = Scope::Control;
  EXPECT_THAT(words_for(question_).aloud, HasSubstr("caché"));
  EXPECT_THAT(words_for(question_).situation, Not(HasSubstr("voit")));
}

TEST_F(DialogWords, HaveASentenceForEveryEnd) {
  for (int ended = 0; ended <= static_cast<int>(Ended::Farewell); ++ended) {
    const NoticeWords words = words_for(Notice{static_cast<Ended>(ended), "Nadia", "fr"});
    EXPECT_FALSE(words.what.empty());
    EXPECT_THAT(words.what, Not(HasSubstr("{")));
    EXPECT_THAT(words.means, HasSubstr("votre écran"));
  }
}

TEST_F(DialogWords, AskForARestartWithTheAdviceToSave) {
  question_.restart = true;
  const QuestionWords words = words_for(question_);
  EXPECT_THAT(words.situation, HasSubstr("Enregistrez d’abord"));
  EXPECT_THAT(words.question, HasSubstr("<b>redémarrer</b>"));
  EXPECT_THAT(words.question, HasSubstr("Nadia"));
  EXPECT_EQ(words.no.hint, "Rien ne redémarre");
  EXPECT_THAT(words.yes.hint, HasSubstr("regarde seulement"));
  EXPECT_THAT(words.detail, HasSubstr("quart d’heure"));
  EXPECT_THAT(words.spoken_question, HasSubstr("redémarrer"));
}

TEST_F(DialogWords, CountTheSecondsUntilSheIsBack) {
  Banner banner;
  banner.operator_name = "Nadia";
  banner.returns_in_s = 7;
  EXPECT_THAT(words_for(banner).sentence, HasSubstr("<b>Nadia revient</b> dans 7"));
  EXPECT_THAT(words_for(banner).spoken, HasSubstr("Nadia revient dans 7"));
  banner.line_cut = true;
  EXPECT_THAT(words_for(banner).sentence, HasSubstr("coupée"));
}

TEST_F(DialogWords, SayWhatToDoWhenThePcDoesNotRestart) {
  Notice notice{Ended::Restarting, "Nadia", "fr"};
  EXPECT_EQ(words_for(notice).what, "Votre ordinateur redémarre.");
  notice.restart_by_hand = question_.until;
  EXPECT_THAT(words_for(notice).means, HasSubstr("vous-même"));
  EXPECT_THAT(words_for(notice).means, HasSubstr("11\u00a0h\u00a030"));
}

// Names come from certificates of the association, but a window must stand whatever they hold.
TEST_F(DialogWords, KeepAHostileNameInItsPlace) {
  question_.operator_name = "<b>N & A</b>\n{time}\u202e\x07" + std::string(500, 'x') + "\xff";
  const QuestionWords words = words_for(question_);
  EXPECT_TRUE(pango_parse_markup(words.situation.c_str(), -1, 0, nullptr, nullptr, nullptr, nullptr)
  );
  EXPECT_THAT(words.situation, HasSubstr("&lt;b&gt;N &amp; A"));
  EXPECT_THAT(words.situation, HasSubstr("{time}"));  // no value is looked into
  EXPECT_THAT(words.situation, Not(HasSubstr("\u202e")));
  EXPECT_EQ(g_utf8_strlen(tidy_name(question_.operator_name).c_str(), -1), 49);  // with its …
  question_.operator_name = "";
  EXPECT_EQ(
      words_for(question_).situation, "<b>Votre interlocuteur</b> est au téléphone avec vous."
  );
}

TEST(Catalogue, KnowsWhoReadsFromTheRight) {
  EXPECT_TRUE(catalogue::right_to_left("ar"));
  EXPECT_TRUE(catalogue::right_to_left("fa-IR"));
  EXPECT_TRUE(catalogue::right_to_left("he_IL.UTF-8"));
  EXPECT_FALSE(catalogue::right_to_left("fr"));
  EXPECT_FALSE(catalogue::right_to_left(""));
}

TEST(Catalogue, FindsTheLanguageOfTheSession) {
  for (const char* variable : {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"}) unsetenv(variable);
  EXPECT_EQ(catalogue::session_language(), "fr");
  setenv("LANG", "en_GB.UTF-8", 1);
  EXPECT_EQ(catalogue::session_language(), "en");
  setenv("LC_ALL", "C", 1);
  EXPECT_EQ(catalogue::session_language(), "en");
  setenv("LANGUAGE", "ar:fr", 1);
  EXPECT_EQ(catalogue::session_language(), "ar");
}

}  // namespace
}  // namespace maintendue::dialog
