#include "agent/dialog/help_words.h"

#include "agent/dialog/phrases.h"
#include "agent/po/catalogue.h"

namespace maintendue::dialog {
namespace {

using catalogue::fill;
using catalogue::tr;

PictureWords picture_words(Topic topic, const char* icon, const char* word) {
  const std::string key = std::to_string(static_cast<int>(topic) + 1);
  return {topic, icon, word, fill(tr("{word}. Key {key}."), {{"word", word}, {"key", key}})};
}

std::array<PictureWords, 8> all_pictures() {
  return {{
      picture_words(Topic::Internet, "wifi", tr("Internet")),
      picture_words(Topic::Sound, "volume-2", tr("Sound")),
      picture_words(Topic::Printing, "printer", tr("Printing")),
      picture_words(Topic::School, "school", tr("The school’s site")),
      picture_words(Topic::Slow, "turtle", tr("Slow")),
      picture_words(Topic::Message, "message-circle-question-mark", tr("I do not understand")),
      picture_words(Topic::Keyboard, "keyboard", tr("Keyboard, mouse")),
      picture_words(Topic::Other, "circle-question-mark", tr("Something else")),
  }};
}

void say_trouble(HelpWords& words, Reach reach) {
  switch (reach) {
    case Reach::Unknown:
    case Reach::Up:
      return;
    case Reach::NoDevice:
      words.trouble = tr("Your computer finds no Internet key and no Wi-Fi.");
      words.steps = {
          tr("Take the 4G key out, and put it in again."),
          tr("Wait a minute."),
          tr("If nothing changes, restart the computer."),
      };
      return;
    case Reach::NoNetwork:
      words.trouble = tr("Your computer is not joined to the Internet.");
      words.steps = {
          tr("Is the box on, or the 4G key in?"),
          tr("Choose your Wi-Fi, by the network picture near the clock."),
          tr("Wait a minute."),
      };
      return;
    case Reach::NoInternet:
      words.trouble = fill(
          tr("Your computer does not reach {organisation} over the Internet."),
          {{"organisation", words.organisation}}
      );
      words.steps = {
          tr("Put the box off and on, or the 4G key out and in again."),
          tr("Wait two minutes."),
      };
      return;
  }
}

void say_end(HelpWords& words, Outcome outcome, const std::string& name) {
  words.stands = tr("It is over.");
  switch (outcome) {
    case Outcome::Solved:
      words.means = fill(tr("{operator} says that it is solved."), {{"operator", name}});
      return;
    case Outcome::NotSolved:
      words.means = tr("It could not be solved this time. You can ask for help again.");
      return;
    case Outcome::NotReached:
      words.stands = fill(tr("{operator} could not reach you on the phone."), {{"operator", name}});
      words.means = tr("You can ask for help again.");
      return;
    case Outcome::Mistake:
    case Outcome::Unknown:
      return;
  }
}

void say_standing(HelpWords& words, const HelpStanding& standing, Reach reach) {
  const std::string name = shown_name(standing.operator_name);
  switch (standing.stage) {
    case Stage::Waiting:
      words.stands = tr("Your request is kept on this computer.");
      words.means = reach == Reach::Up ? tr("It leaves by itself. There is nothing to do.")
                                       : tr("It leaves by itself as soon as the Internet is back.");
      break;
    case Stage::Received:
      words.stands = standing.received ? fill(
                                             tr("Your request was received at {time}."),
                                             {{"time", hour_words(*standing.received)}}
                                         )
                                       : tr("Your request was received.");
      words.means = fill(
          tr("Somebody of {organisation} sees to it soon. You can close this window."),
          {{"organisation", words.organisation}}
      );
      break;
    case Stage::Taken:
      words.stands = fill(tr("{operator} sees to it."), {{"operator", name}});
      words.means = tr("You can close this window.");
      break;
    case Stage::Planned:
      words.stands = fill(
          tr("{operator} calls you on {date} at {time}."), {{"operator", name},
                                                            {"date", date_words(standing.call_at)},
                                                            {"time", hour_words(standing.call_at)}}
      );
      words.means = tr("There is nothing to do until then.");
      break;
    case Stage::Closed:
      say_end(words, standing.outcome, name);
      break;
    case Stage::Cancelled:
      words.stands = tr("Your request is cancelled.");
      break;
  }
}

void say_languages(HelpWords& words, const std::string& language) {
  const std::string spoken = catalogue::spoken_language(language);
  for (const catalogue::Language& one : catalogue::languages()) {
    words.languages.push_back({std::string(one.tag), std::string(one.name), one.tag == spoken});
    if (one.tag == spoken) words.language = one.name;
  }
  words.spoken_language = fill(tr("Language: {name}"), {{"name", words.language}});
  words.which_language = tr("Which language do you read?");
  words.back = tr("Back");
}

}  // namespace

HelpWords words_for(const HelpDesk& desk) {
  HelpWords words;
  words.title = tr("Ask for help");
  words.organisation = tidy_name(desk.organisation);
  words.question = tr("What is it about?");
  words.pictures = all_pictures();
  words.choices = {{
      {CallBack::Any, tr("Any time")},
      {CallBack::Morning, tr("In the morning")},
      {CallBack::Afternoon, tr("In the afternoon")},
      {CallBack::Evening, tr("In the evening")},
  }};
  say_trouble(words, desk.reach);
  const std::optional<HelpStanding>& standing = desk.standing;
  if (standing) say_standing(words, *standing, desk.reach);
  const bool open = standing && standing->stage < Stage::Closed;
  if (open) words.cancel = tr("I need no more help");
  if (open && standing->stage != Stage::Planned) words.when = tr("When shall we call you?");
  words.other = open ? tr("Choose another picture") : tr("Ask for help again");
  words.close = tr("Close");
  say_languages(words, desk.language);
  return words;
}

const PictureWords& picture_of(const HelpWords& words, Topic topic) {
  return words.pictures.at(static_cast<std::size_t>(topic));
}

}  // namespace maintendue::dialog
