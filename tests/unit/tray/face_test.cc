#include "agent/tray/face.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "agent/po/catalogue.h"

namespace maintendue::tray {
namespace {

using ::testing::ElementsAre;
using ::testing::IsSupersetOf;

class TrayFace : public ::testing::Test {
 protected:
  TrayFace() { catalogue::speak("fr"); }

  const State away_{false, false, "", ""};
  const State connected_{true, false, "La Maison Numérique", ""};
  const State watched_{true, true, "La Maison Numérique", "Nadia", true};
  const State visited_{true, false, "La Maison Numérique", "Nadia", true};
};

TEST_F(TrayFace, SaysWhoWatches) {
  EXPECT_EQ(sentence_of(away_), "Aide à distance\u00a0: pas de liaison");
  EXPECT_EQ(sentence_of(connected_), "Personne ne voit votre écran");
  EXPECT_EQ(sentence_of(watched_), "Nadia voit votre écran");
  catalogue::speak("en");
  EXPECT_EQ(sentence_of(watched_), "Nadia sees your screen");
}

TEST_F(TrayFace, OffersToStopWhoIsThereThoughNothingIsAllowed) {
  EXPECT_EQ(sentence_of(visited_), "Nadia est en liaison et ne voit rien");
  EXPECT_EQ(menu_of(visited_, "fr").at(1).id, MenuId::Stop);
  EXPECT_EQ(pixmaps_of(visited_).data(), pixmaps_of(connected_).data());
}

TEST_F(TrayFace, OffersToStopOnlyWhileSomebodyIsThere) {
  const std::vector<MenuItem> menu = menu_of(watched_, "fr");
  ASSERT_EQ(menu.size(), 5u);
  EXPECT_FALSE(menu[0].clickable);
  EXPECT_EQ(menu[1].id, MenuId::Stop);
  EXPECT_EQ(menu[1].label, "Arrêter l’aide à distance");
  EXPECT_TRUE(menu[1].clickable);
  EXPECT_EQ(menu[2].label, "");
  EXPECT_EQ(menu[3].label, "La Maison Numérique");
  for (const State& state : {connected_, away_}) {
    std::vector<MenuItem> others = menu_of(state, "fr");
    EXPECT_EQ(others.back().id, MenuId::Language);
    others.pop_back();
    for (const MenuItem& item : others) EXPECT_FALSE(item.clickable) << item.label;
  }
}

TEST_F(TrayFace, OffersHelpFirstOfAllThatCanBeClickedAndStopBeforeIt) {
  for (State state : {away_, connected_}) {
    state.served = true;
    const std::vector<MenuItem> menu = menu_of(state, "fr");
    const auto first = std::ranges::find_if(menu, &MenuItem::clickable);
    ASSERT_NE(first, menu.end());
    EXPECT_EQ(first->id, MenuId::Help);
    EXPECT_EQ(first->label, "Demander de l’aide");
  }
  State watched = watched_;
  watched.served = true;
  const std::vector<MenuItem> menu = menu_of(watched, "fr");
  EXPECT_EQ(menu.at(1).id, MenuId::Stop);
  EXPECT_EQ(menu.at(2).id, MenuId::Help);
}

TEST_F(TrayFace, OffersTheCardWhileTheServiceIsThereThoughTheRelayIsNot) {
  State served = away_;
  served.served = true;
  const std::vector<MenuItem> menu = menu_of(served, "fr");
  ASSERT_EQ(menu.size(), 6u);
  EXPECT_EQ(menu[2].id, MenuId::Journal);
  EXPECT_EQ(menu[2].label, "Mon journal");
  EXPECT_TRUE(menu[2].clickable);
  EXPECT_EQ(menu[3].id, MenuId::Card);
  EXPECT_EQ(menu[3].label, "La carte de votre ordinateur");
  EXPECT_TRUE(menu[3].clickable);
}

TEST_F(TrayFace, OffersNoMoreHelpAStepDeeperAndHelpAgainInItsPlace) {
  State served = connected_;
  served.served = true;
  const auto offered = [&](Farewell farewell) {
    served.farewell = farewell;
    std::vector<MenuId> ids;
    for (const MenuItem& item : menu_of(served, "fr")) {
      if (item.id == MenuId::Help || item.id == MenuId::HelpAgain) ids.push_back(item.id);
      if (item.id != MenuId::Farewells) continue;
      for (const MenuItem& within : item.within) ids.push_back(within.id);
    }
    return ids;
  };
  EXPECT_THAT(
      offered(Farewell::Nothing), ElementsAre(MenuId::Help, MenuId::NoHelp, MenuId::NotOurs)
  );
  EXPECT_THAT(offered(Farewell::NoHelp), ElementsAre(MenuId::HelpAgain, MenuId::NotOurs));
  EXPECT_THAT(offered(Farewell::NotOurs), ElementsAre(MenuId::HelpAgain)) << "the stronger word";
}

TEST_F(TrayFace, SaysThatNobodyCanSeeWhereNoHelpIsWanted) {
  State refused = connected_;
  refused.farewell = Farewell::NoHelp;
  EXPECT_EQ(sentence_of(refused), "Pas d’aide à distance\u202f: personne ne peut voir votre écran");
  EXPECT_EQ(pixmaps_of(refused).data(), pixmaps_of(away_).data());
}

TEST_F(TrayFace, KeepsTheNumberToCallEvenWhereTheServiceIsNotThere) {
  State alone = away_;
  alone.organisation = "La Maison Numérique";
  alone.phone = "02 99 00 00 00";
  const std::vector<MenuItem> menu = menu_of(alone, "fr");
  const auto phone = std::ranges::find(menu, MenuId::Phone, &MenuItem::id);
  ASSERT_NE(phone, menu.end());
  EXPECT_EQ(phone->label, "\u206602 99 00 00 00\u2069");
  EXPECT_FALSE(phone->clickable);
}

TEST_F(TrayFace, OffersItsLanguagesByTheirOwnNamesWithThePictureThatEverybodyKnows) {
  const MenuItem french = menu_of(away_, "fr").back();
  EXPECT_EQ(french.label, "Langue · Language");
  EXPECT_STREQ(french.icon, "preferences-desktop-locale");
  std::vector<std::string> names, chosen;
  for (const MenuItem& one : french.within) {
    EXPECT_TRUE(one.clickable) << one.label;
    names.push_back(one.label);
    if (one.chosen.value()) chosen.push_back(one.label);
  }
  EXPECT_THAT(names, IsSupersetOf({"Français", "English", "العربية", "Türkçe", "Русский"}));
  EXPECT_THAT(chosen, ElementsAre("Français"));
  catalogue::speak("en");
  const MenuItem english = menu_of(away_, "en").back();
  EXPECT_EQ(english.label, "Language");
  EXPECT_TRUE(english.within.at(1).chosen.value());
}

TEST_F(TrayFace, SaysFrenchToWhoeverSpeaksWhatIsNotWritten) {
  EXPECT_TRUE(menu_of(away_, "ckb").back().within.at(0).chosen.value());
}

TEST_F(TrayFace, KnowsWhichLanguageAnItemIs) {
  const auto all = catalogue::languages();
  const std::vector<MenuItem> items = menu_of(away_, "fr").back().within;
  ASSERT_EQ(items.size(), all.size());
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(language_of(items[i].id), all[i].tag);
  EXPECT_FALSE(language_of(static_cast<MenuId>(static_cast<int>(items.back().id) + 1)));
  EXPECT_FALSE(language_of(MenuId::Language));
  EXPECT_FALSE(language_of(static_cast<MenuId>(-1)));
}

// Which pixels are light: the drawing without its colours.
std::string shape(const Pixmap& pixmap) {
  std::string bright;
  for (int i = 0; i < pixmap.size * pixmap.size; ++i) {
    const unsigned char* argb = pixmap.argb + i * 4;
    bright += argb[0] > 128 && argb[1] + argb[2] + argb[3] > 600 ? '#' : '.';
  }
  return bright;
}

TEST_F(TrayFace, DiffersInShape) {
  std::set<std::string> shapes;
  for (const State& state : {away_, connected_, watched_}) {
    const auto pixmaps = pixmaps_of(state);
    ASSERT_EQ(pixmaps.size(), 3u);
    EXPECT_EQ(pixmaps[0].size, 22);
    EXPECT_EQ(pixmaps[1].size, 32);
    EXPECT_EQ(pixmaps[2].size, 48);
    shapes.insert(shape(pixmaps[0]));
  }
  EXPECT_EQ(shapes.size(), 3u);
}

// ARGB in network order: the middle of the connected icon's upper edge is our teal, opaque.
TEST_F(TrayFace, HasItsColoursInTheOrderOfTheContract) {
  const Pixmap& pixmap = pixmaps_of(connected_)[2];
  const unsigned char* argb = pixmap.argb + (4 * pixmap.size + pixmap.size / 2) * 4;
  EXPECT_EQ(argb[0], 0xff);
  EXPECT_EQ(argb[1], 0x0b);
  EXPECT_EQ(argb[2], 0x6b);
  EXPECT_EQ(argb[3], 0x68);
}

}  // namespace
}  // namespace maintendue::tray
