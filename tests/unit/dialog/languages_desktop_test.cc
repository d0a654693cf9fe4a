// Every window in every language, on the screen that families usually have. With MT_PICTURES, a
// folder, pictures of some of them are kept there.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include "agent/dialog/slip_phrases.h"
#include "agent/po/catalogue.h"
#include "tests/unit/dialog/desktop.h"
#include "tests/unit/dialog/dialog_process.h"

namespace maintendue::testing {
namespace {

const std::string kName = "Marie-Clémentine de La Roche";
const std::string kOrganisation = "La Maison Numérique du Val d’Orge";
const std::string kPhone = "02 99 00 00 00";
const std::string kText = "Le numéro de dossier :\n\n  4711-0815\n\n" + std::string(460, 'm');

template <class Window>
void fill(Window& window, const std::string& language) {
  window.set_organisation(kOrganisation);
  window.set_language(language);
}

// Twice a day, every day.
v1::Hours hours() {
  v1::Hours made;
  for (std::uint32_t weekday = 1; weekday <= 7; ++weekday) {
    for (const std::uint32_t from : {0u, 810u}) {
      v1::OpenTime& time = *made.add_open();
      time.set_weekday(weekday);
      time.set_from_minute(from);
      time.set_until_minute(from + 630);
    }
  }
  return made;
}

v1::Phrase longest_phrase(const std::string& language) {
  catalogue::speak(language);
  unsigned longest = 1;
  for (unsigned phrase = 2; phrase <= dialog::kPhrases; ++phrase) {
    const auto length = [](unsigned of) { return dialog::phrase_card(of)->sentence.size(); };
    if (length(phrase) > length(longest)) longest = phrase;
  }
  return static_cast<v1::Phrase>(longest);
}

// By what they are called in pictures.
std::map<std::string, pc::ServiceToDialog> windows(const std::string& language) {
  std::map<std::string, pc::ServiceToDialog> all;
  const auto question_of = [&](v1::Scope scope) -> pc::Question& {
    const std::string name = scope == v1::SCOPE_VIEW ? "question-view" : "question-control";
    pc::ServiceToDialog& says = all[name] = question(scope, language);
    fill(*says.mutable_question(), language);
    says.mutable_question()->set_operator_name(kName);
    says.mutable_question()->set_phone(kPhone);
    return *says.mutable_question();
  };
  (void)question_of(v1::SCOPE_VIEW);
  pc::Question control = question_of(v1::SCOPE_CONTROL);
  control.set_number("123456");
  *all["question-number"].mutable_question() = control;
  control.clear_number();
  control.set_restart(true);
  *all["question-restart"].mutable_question() = control;

  for (const auto asks :
       {pc::BANNER_ASKS_NOTHING, pc::BANNER_ASKS_GO_ON, pc::BANNER_ASKS_RESUME,
        pc::BANNER_ASKS_EXTEND}) {
    pc::ServiceToDialog& says = all["banner-" + std::to_string(asks)] =
        banner(v1::SCOPE_CONTROL, language);
    fill(*says.mutable_banner(), language);
    says.mutable_banner()->set_operator_name(kName);
    says.mutable_banner()->set_asks(asks);
  }
  for (const auto paused :
       {v1::HELD_UNSPECIFIED, v1::HELD_LOOKS_AWAY, v1::HELD_CALLS_BACK, v1::HELD_HIDDEN}) {
    const v1::Scope scope = paused == v1::HELD_UNSPECIFIED ? v1::SCOPE_VIEW : v1::SCOPE_UNSPECIFIED;
    pc::ServiceToDialog& says = all["banner-paused-" + std::to_string(paused)] =
        banner(scope, language);
    fill(*says.mutable_banner(), language);
    says.mutable_banner()->set_operator_name(kName);
    says.mutable_banner()->set_paused(paused);
  }

  pc::Keypad& keypad = *all["keypad"].mutable_keypad();
  fill(keypad, language);
  keypad.set_secret(secret());
  keypad.set_operator_name(kName);
  keypad.set_phone(kPhone);

  pc::Card& card = *all["card"].mutable_card();
  fill(card, language);
  card.set_text("MT1:0123456789abcdef:" + std::string(43, 'k') + ":AbCdEf12");
  card.set_machine_id("0123456789abcdef");
  card.set_phone(kPhone);
  *card.mutable_hours() = hours();

  for (const v1::EndReason why : {v1::END_REASON_ROSTER_STALE, v1::END_REASON_MACHINE_UNREACHED}) {
    pc::ServiceToDialog& says = all["notice-" + std::to_string(why)];
    says.mutable_notice()->set_language(language);
    says.mutable_notice()->set_operator_name(kName);
    says.mutable_notice()->set_ended(why);
  }

  pc::SlipShown slip;
  fill(slip, language);
  slip.set_operator_name(kName);
  slip.mutable_slip()->set_number(1);
  slip.mutable_slip()->set_phrase(longest_phrase(language));
  *all["slip-phrase"].mutable_slip() = slip;
  slip.mutable_slip()->set_page("https://www.ecole-du-val-dorge.example/cahier/de/textes?classe=4");
  *all["slip-page"].mutable_slip() = slip;
  slip.mutable_slip()->set_text(kText);
  *all["slip-text"].mutable_slip() = slip;

  const std::tuple<const char*, v1::Farewell, v1::Farewell> farewells[] = {
      {"farewell-no_help", v1::FAREWELL_NO_HELP, v1::FAREWELL_UNSPECIFIED},
      {"farewell-not_ours", v1::FAREWELL_NOT_OURS, v1::FAREWELL_UNSPECIFIED},
      {"farewell-again", v1::FAREWELL_UNSPECIFIED, v1::FAREWELL_NOT_OURS},
      {"farewell-done", v1::FAREWELL_NOT_OURS, v1::FAREWELL_NOT_OURS},
  };
  for (const auto& [name, asked, stands] : farewells) {
    pc::FarewellWindow& window = *all[name].mutable_farewell();
    fill(window, language);
    window.set_phone(kPhone);
    *window.mutable_hours() = hours();
    window.set_asked(asked);
    window.mutable_stands()->set_farewell(stands);
    window.set_unkept(true);
  }

  pc::Journal& journal = *all["journal"].mutable_journal();
  fill(journal, language);
  for (int day = 0; day < 20; ++day) {
    pc::JournalVisit& visit = *journal.add_visits();
    visit.set_begun_ms(1'764'764'100'000 - day * 86'400'000ll);
    visit.set_operator_name(kName);
    visit.set_call_kind(v1::CALL_KIND_FOLLOW_UP_1);
    visit.set_allowed(v1::SCOPE_CONTROL);
    visit.set_shown(true);
    visit.set_came_back(true);
    visit.set_lasted_ms(1'500'000);
    visit.set_ended(v1::END_REASON_ROSTER_STALE);
  }
  journal.set_more(true);

  pc::HelpDesk desk;
  fill(desk, language);
  desk.set_phone(kPhone);
  *desk.mutable_hours() = hours();
  desk.set_line(pc::HelpDesk::LINE_NO_DEVICE);
  *all["help-pictures"].mutable_help() = desk;
  pc::HelpStanding& standing = *desk.mutable_standing();
  standing.set_topic(v1::HELP_TOPIC_MESSAGE);
  standing.set_operator_name(kName);
  standing.set_stage(pc::HelpStanding::TAKEN);
  *all["help-taken"].mutable_help() = desk;
  standing.set_stage(pc::HelpStanding::PLANNED);
  standing.set_call_at_ms(1'764'764'100'000);
  *all["help-planned"].mutable_help() = desk;
  return all;
}

std::string class_of(const std::string& name) {
  return "maintendue-" + name.substr(0, name.find('-'));
}

class WindowsInEachLanguage : public ::testing::TestWithParam<std::string> {
 protected:
  void picture(const std::string& name) {
    const char* folder = std::getenv("MT_PICTURES");
    if (folder == nullptr) return;
    const std::string file = std::string(folder) + "/" + name + "-" + GetParam() + ".png";
    EXPECT_EQ(desktop_.run("import -window root '" + file + "'"), 0);
  }

  Desktop desktop_;
};

TEST_P(WindowsInEachLanguage, AreWholeOnTheUsualScreen) {
  for (const auto& [name, says] : windows(GetParam())) {
    SCOPED_TRACE(name);
    DialogProcess dialog(says);
    ASSERT_TRUE(dialog.until_shown());
    const ::Window window = desktop_.window(class_of(name));
    const auto whole = [&] {
      const Desktop::Place at = desktop_.place(window);
      return at.x >= 0 && at.y >= 0 && at.x + at.width <= 1366 && at.y + at.height <= 768;
    };
    EXPECT_TRUE(desktop_.until(whole))
        << desktop_.place(window).width << " by " << desktop_.place(window).height;
    picture(name);
  }
}

std::vector<std::string> tags() {
  std::vector<std::string> all;
  for (const catalogue::Language& language : catalogue::languages()) all.emplace_back(language.tag);
  return all;
}

INSTANTIATE_TEST_SUITE_P(
    Of,
    WindowsInEachLanguage,
    ::testing::ValuesIn(tags()),
    [](const auto& param) { return param.param; }
);

}  // namespace
}  // namespace maintendue::testing
