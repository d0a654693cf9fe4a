#include "agent/dialog/journal_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "agent/po/catalogue.h"

namespace maintendue::dialog {
namespace {

using namespace std::chrono_literals;
using ::testing::SizeIs;

class JournalWordsTest : public ::testing::Test {
 protected:
  JournalWordsTest() {
    setenv("TZ", "Europe/Paris", 1);
    tzset();
    catalogue::speak("fr");
    visit_.begun = from_unix_ms(1'796'043'900'000);  // Monday 30 November 2026, 14:05
    visit_.operator_name = "Nadia";
    visit_.call = Call::FollowUp1;
    visit_.lasted = 42min + 59s;
    visit_.ended = Ended::ByOperator;
  }
  VisitWords words() {
    const JournalWords all = words_for(Journal{"fr", "La Maison Numérique", {visit_}});
    EXPECT_THAT(all.visits, SizeIs(1));
    EXPECT_EQ(all.none, "");
    return all.visits.at(0);
  }

  Visit visit_;
};

TEST_F(JournalWordsTest, SayThatNobodyCame) {
  const JournalWords words = words_for(Journal{"fr", "La Maison Numérique"});
  EXPECT_EQ(words.title, "Mon journal");
  EXPECT_EQ(words.organisation, "La Maison Numérique");
  EXPECT_EQ(words.none, "Personne n’a aidé à distance sur cet ordinateur.");
  EXPECT_EQ(words.older, "");
}

TEST_F(JournalWordsTest, SayWhoWhenAndForHowLong) {
  EXPECT_EQ(words().when, "lundi 30\u00a0novembre 2026, 14\u00a0h\u00a005");
  EXPECT_EQ(words().who, "Nadia · 1er rendez-vous au téléphone · 42 min");
  visit_.lasted = 59s;
  EXPECT_EQ(words().who, "Nadia · 1er rendez-vous au téléphone · moins d’une minute");
  visit_.operator_name = "<b>x</b>\u202e";
  EXPECT_EQ(words().who, "<b>x</b> · 1er rendez-vous au téléphone · moins d’une minute");
  visit_.operator_name = "";
  EXPECT_EQ(words().who, "Votre interlocuteur · 1er rendez-vous au téléphone · moins d’une minute");
}

TEST_F(JournalWordsTest, SayTheMostThatWasAllowedAndNoMore) {
  EXPECT_EQ(words().could, "Personne n’a vu votre écran.");
  visit_.allowed = Scope::View;
  EXPECT_EQ(words().could, "Personne n’a vu votre écran.") << "no picture could leave";
  visit_.shown = true;
  EXPECT_EQ(words().could, "Nadia pouvait voir l’écran.");
  visit_.allowed = Scope::Control;
  EXPECT_EQ(words().could, "Nadia pouvait voir l’écran et utiliser la souris.");
  visit_.came_back = true;
  EXPECT_EQ(
      words().could,
      "Nadia pouvait voir l’écran et utiliser la souris. L’ordinateur a été redémarré."
  );
}

TEST_F(JournalWordsTest, SayHowItEnded) {
  EXPECT_EQ(words().ended, "Nadia a terminé.");
  visit_.ended = Ended::ByFamily;
  EXPECT_EQ(words().ended, "Vous avez arrêté l’aide à distance.");
  visit_.ended = Ended::Unknown;
  EXPECT_EQ(words().ended, "L’aide à distance est terminée.");
  visit_.cut = true;
  EXPECT_EQ(words().ended, "La séance s’est interrompue.");
  EXPECT_EQ(words().who, "Nadia · 1er rendez-vous au téléphone") << "nobody knows for how long";
}

TEST_F(JournalWordsTest, SayAllOfItToAScreenReader) {
  EXPECT_EQ(
      words().spoken,
      "lundi 30\u00a0novembre 2026, 14\u00a0h\u00a005. Nadia · 1er rendez-vous au téléphone · 42 "
      "min. "
      "Personne n’a vu votre écran. Nadia a terminé."
  );
}

TEST_F(JournalWordsTest, DoNotSayThatNobodyCameWhereSomeCannotBeRead) {
  Journal journal{"fr", "La Maison Numérique"};
  journal.unread = true;
  EXPECT_EQ(words_for(journal).none, "");
  EXPECT_EQ(
      words_for(journal).unread, "Une partie du journal ne peut pas être lue sur cet ordinateur."
  );
}

TEST_F(JournalWordsTest, SayThatThereIsMore) {
  Journal journal{"fr", "La Maison Numérique", {visit_}};
  journal.more = true;
  EXPECT_EQ(words_for(journal).older, "Il y en a d’autres, plus anciennes.");
}

}  // namespace
}  // namespace maintendue::dialog
