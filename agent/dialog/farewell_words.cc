#include "agent/dialog/farewell_words.h"

#include "agent/dialog/phrases.h"
#include "agent/po/catalogue.h"

namespace maintendue::dialog {
namespace {

using catalogue::fill;
using catalogue::tr;

FarewellPoint point(const char* icon, const char* sentence, const std::string& organisation) {
  return {icon, fill(sentence, {{"organisation", organisation}})};
}

// What holds once it is said.
std::vector<FarewellPoint> consequences(Farewell farewell, const std::string& organisation) {
  std::vector<FarewellPoint> points = {
      point("eye-off", tr("Nobody of {organisation} can see this screen, or ask to."), organisation)
  };
  if (farewell == Farewell::NotOurs) {
    points.push_back(point(
        "folder-open",
        tr("Your files stay on this computer, and so do your passwords. Take them off before you "
           "give it "
           "away."),
        ""
    ));
  }
  points.push_back(
      point("phone-call", tr("{organisation} can still help you on the phone."), organisation)
  );
  points.push_back(
      point("rotate-ccw", tr("You can change your mind when you like: press the hand."), "")
  );
  return points;
}

std::vector<FarewellPoint> help_points() {
  return {
      point("hand-helping", tr("You can ask for help when you like."), ""),
      point("eye", tr("Nobody sees your screen before you say yes."), ""),
  };
}

void ask(FarewellWords& words, const FarewellDesk& desk) {
  std::string yes;
  switch (desk.asked) {
    case Farewell::NoHelp:
      words.question = tr("Do you want <b>no more help from a distance</b>?");
      yes = tr("I want no more help");
      break;
    case Farewell::NotOurs:
      words.question = tr("Does this computer <b>now belong to somebody else</b>?");
      yes = tr("It is no longer ours");
      break;
    case Farewell::Nothing:
      words.question = tr("Do you want <b>help again</b>?");
      yes = tr("You can ask for help again");
      break;
  }
  words.no = answer_words(tr("No"), tr("Nothing changes"), "1");
  words.yes = answer_words(tr("Yes"), yes, "2");
  const bool back = desk.asked == Farewell::Nothing;
  words.points = back ? help_points() : consequences(desk.asked, words.organisation);
}

void tell(FarewellWords& words, const FarewellDesk& desk) {
  if (desk.stands == Farewell::Nothing) {
    words.stands = tr("Help from a distance is possible again.");
    words.points = help_points();
  } else {
    words.stands = desk.stands == Farewell::NoHelp
                       ? tr("It is done: help from a distance is off.")
                       : tr("It is done: you said that this computer is no longer yours.");
    words.points = consequences(desk.stands, words.organisation);
    words.take_back = tr("I want help again");
  }
  if (desk.unkept) {
    words.points.push_back(point(
        "triangle-alert",
        tr("This computer could not write it down: once switched off, it forgets it. Please call "
           "{organisation}."),
        words.organisation
    ));
  } else if (desk.untold) {
    words.points.push_back(point(
        "wifi", tr("{organisation} will know as soon as this computer is on the Internet."),
        words.organisation
    ));
  }
}

}  // namespace

FarewellWords words_for(const FarewellDesk& desk) {
  FarewellWords words;
  words.title = tr("Help from a distance");
  words.organisation = tidy_name(desk.organisation);
  if (desk.asked == desk.stands) {
    tell(words, desk);
  } else {
    ask(words, desk);
  }
  words.close = tr("Close");
  words.listen = tr("Listen");
  words.press_again = fill(tr("Press {key} again"), {{"key", "2"}});
  words.spoken = without_marks(words.question) + words.stands;
  for (const FarewellPoint& one : words.points) words.spoken += " " + one.sentence;
  return words;
}

}  // namespace maintendue::dialog
