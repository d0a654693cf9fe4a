#include "agent/dialog/words.h"

#include <glib.h>

#include <algorithm>

#include "agent/dialog/phrases.h"
#include "agent/po/catalogue.h"

namespace maintendue::dialog {
namespace {

using catalogue::fill;
using catalogue::tr;

std::string on_the_phone(const std::string& name) {
  return fill(tr("<b>{operator}</b> is on the phone with you."), {{"operator", escaped(name)}});
}

void say_view(QuestionWords& words, const std::string& name) {
  words.situation = on_the_phone(name);
  words.question = tr("Do you want to <b>show your screen</b>?");
  words.no = answer_words(tr("No"), tr("Nobody sees anything"), "1");
  words.yes = answer_words(
      tr("Yes"), fill(tr("{operator} sees, you keep the mouse"), {{"operator", name}}), "2"
  );
}

void say_control(QuestionWords& words, const std::string& name) {
  words.situation = fill(tr("<b>{operator}</b> sees your screen."), {{"operator", escaped(name)}});
  words.question = tr("Do you want to <b>lend your mouse and keyboard</b>?");
  words.no = answer_words(tr("No"), fill(tr("{operator} only looks"), {{"operator", name}}), "1");
  words.yes = answer_words(tr("Yes"), tr("You take them back when you want"), "2");
}

std::string doubt_words(const std::string& organisation, const std::string& phone) {
  if (phone.empty()) return {};
  return fill(
      tr("In doubt? Call {organisation}: {phone}"),
      {{"organisation", organisation}, {"phone", phone_words(phone)}}
  );
}

void say_restart(QuestionWords& words, const std::string& name) {
  words.situation = fill(
      tr("<b>{operator}</b> asks for a restart. Save what you have open first."),
      {{"operator", escaped(name)}}
  );
  words.question = fill(
      tr("Do you want to <b>restart</b>, then let {operator} come back?"),
      {{"operator", escaped(name)}}
  );
  words.no = answer_words(tr("No"), tr("Nothing restarts"), "1");
  words.yes = answer_words(
      tr("Yes"), fill(tr("{operator} comes back, and only looks"), {{"operator", name}}), "2"
  );
}

// To see is allowed for a quarter of an hour, so the end that an answer would give does not stand
// there.
void say_number(QuestionWords& words, const Question& question, const std::string& name) {
  const std::string& number = question.number;
  words.number = number.substr(0, 3) + " " + number.substr(std::min<std::size_t>(3, number.size()));
  const char* sentence =
      question.scope == Scope::Control
          ? tr("If yes, read this number to {operator}. Your screen is hidden meanwhile.")
          : tr("If yes, read this number to {operator}. Only your screen shows it.");
  words.aloud = fill(sentence, {{"operator", name}});
  if (question.scope == Scope::Control) return;  // within the time that she may see
  words.detail =
      fill(tr("{call}, for a quarter of an hour."), {{"call", call_words(question.call)}});
}

// While she uses the mouse, she gives it back first.
std::string hide_words(const Banner& banner) {
  if (banner.line_cut) return {};
  if (banner.paused == Paused::Hidden) return tr("Show it again");
  if (banner.paused == Paused::CallsBack) return tr("Go on");
  const bool may_hide = banner.scope == Scope::View || banner.paused == Paused::LooksAway;
  return may_hide ? tr("Hide my screen") : std::string();
}

void say_asks(BannerWords& words, const Banner& banner, const std::string& name) {
  const auto about = [&](const char* sentence) { return fill(sentence, {{"operator", name}}); };
  switch (banner.asks) {
    case Asks::Nothing:
      return;
    case Asks::GoOn:
      words.asks = about(tr("Let <b>{operator}</b> go on?"));
      words.yes = tr("Yes, go on");
      words.no = tr("No, stop");
      break;
    case Asks::Resume:
      words.asks = about(tr("<b>Paused</b>, because nobody answered. Let {operator} go on?"));
      words.yes = tr("Yes, go on");
      words.no = tr("No, stop");
      break;
    case Asks::Extend:
      words.asks = about(tr("The time is nearly over. <b>Another hour?</b>"));
      words.yes = tr("Add an hour");
      break;
  }
  if (banner.press_again) words.yes = tr("Yes: press again");
}

const char* what_happened(Ended ended) {
  switch (ended) {
    case Ended::ByOperator:
      return tr("{operator} has finished.");
    case Ended::ByFamily:
      return tr("You stopped the help.");
    case Ended::ConsoleLost:
    case Ended::NotResumed:
      return tr("The line with {operator} was cut.");
    case Ended::MachineLost:
      return tr("Your computer lost the Internet.");
    case Ended::RelayLost:
      return tr("The line with {operator} was cut.");
    case Ended::DesktopLost:
      return tr("Your session was closed.");
    case Ended::NoDisplay:
      return tr("This computer has no screen to show.");
    case Ended::LeaseExpired:
      return tr("The time you allowed is over.");
    case Ended::MachineUnreached:
      return tr("{operator} could not reach your computer.");
    case Ended::NotTrusted:
      return tr("Somebody could not prove who they are.");
    case Ended::Broken:
      return tr("Something was not right, so we stopped.");
    case Ended::NeverAllowed:
      return tr("{operator} has left.");
    case Ended::RosterStale:
      return tr("Nobody else could confirm that {operator} may help you.");
    case Ended::OperatorRemoved:
      return tr("{operator} may not help you any more.");
    case Ended::FamilyRefused:
      return tr("You said no.");
    case Ended::PersonChanged:
      return tr("Somebody else is at the computer now.");
    case Ended::Restarting:
      return tr("Your computer restarts.");
    case Ended::Farewell:
      return tr("Help from a distance is off on this computer.");
    case Ended::Unknown:
      break;
  }
  return tr("The help is over.");
}

bool was_perhaps_seen(Ended ended) {
  return ended != Ended::NoDisplay && ended != Ended::MachineUnreached &&
         ended != Ended::NotTrusted && ended != Ended::NeverAllowed &&
         ended != Ended::RosterStale && ended != Ended::FamilyRefused &&
         ended != Ended::PersonChanged;
}

}  // namespace

Answer answer_words(std::string word, std::string hint, const char* key) {
  Answer out{std::move(word), std::move(hint), {}};
  out.spoken = fill(
      tr("{word}. {hint}. Key {key}."), {{"word", out.word}, {"hint", out.hint}, {"key", key}}
  );
  return out;
}

std::string call_words(Call call) {
  switch (call) {
    case Call::Setup:
      return tr("Setup appointment");
    case Call::FollowUp1:
      return tr("1st phone appointment");
    case Call::FollowUp2:
      return tr("2nd phone appointment");
    case Call::FollowUp3:
      return tr("3rd phone appointment");
    case Call::OpenHours:
      return tr("Open hours");
    case Call::Unknown:
      break;
  }
  return tr("Help");
}

QuestionWords words_for(const Question& question) {
  const std::string name = shown_name(question.operator_name);
  QuestionWords words;
  words.organisation = tidy_name(question.organisation);
  words.title = fill(tr("{operator} asks you something"), {{"operator", name}});
  words.initial = taken(g_utf8_strup(name.c_str(), g_utf8_next_char(name.c_str()) - name.c_str()));
  if (question.restart) {
    say_restart(words, name);
  } else if (question.scope == Scope::Control) {
    say_control(words, name);
    if (!question.number.empty()) words.situation = on_the_phone(name);  // and sees nothing now
  } else {
    say_view(words, name);
  }
  words.spoken_question = without_marks(words.situation + " " + words.question);
  words.detail = fill(
      tr("{call}, until {time}."),
      {{"call", call_words(question.call)}, {"time", clock_words(question.until)}}
  );
  if (question.restart) {
    words.detail = fill(
        tr("{operator} comes back once, within a quarter of an hour, and your screen says so "
           "before."),
        {{"operator", name}}
    );
  }
  if (!question.number.empty()) say_number(words, question, name);
  words.freedom = tr("You stop when you want.");
  words.press_again = fill(tr("Press {key} again"), {{"key", "2"}});
  words.warning = tr("Never tell your password or your card code, to anybody.");
  words.doubt = doubt_words(words.organisation, question.phone);
  words.listen = tr("Listen");
  for (const std::string& part :
       {words.spoken_question, words.detail, words.aloud, words.freedom, words.warning, words.doubt
       }) {
    if (!part.empty()) words.read_aloud += part + "\n";
  }
  return words;
}

BannerWords words_for(const Banner& banner) {
  const std::string name = escaped(shown_name(banner.operator_name));
  const std::string time = clock_words(banner.until);
  BannerWords words;
  words.title = tr("Help from a distance");
  const char* sentence = tr("<b>{operator} is connected</b> and sees nothing");
  if (banner.line_cut) {
    sentence = tr("<b>The line is cut</b> · {operator} sees nothing");
  } else if (banner.returns_in_s > 0) {
    sentence = tr("<b>{operator} comes back</b> in {seconds} s, to look");
  } else if (banner.paused == Paused::LooksAway) {
    sentence = tr("<b>{operator} does not look</b> · nobody sees your screen");
  } else if (banner.paused == Paused::CallsBack) {
    sentence = tr("<b>{operator} calls you back</b> · nobody sees your screen");
  } else if (banner.paused == Paused::Hidden) {
    sentence = tr("<b>Your screen is hidden</b> · {operator} sees nothing");
  } else if (banner.scope == Scope::View) {
    sentence = tr("<b>{operator} sees your screen</b> · until {time}");
  } else if (banner.scope == Scope::Control) {
    sentence = tr("<b>{operator} uses the mouse</b> · until {time}");
  }
  const std::string seconds = std::to_string(banner.returns_in_s);
  words.sentence = fill(sentence, {{"operator", name}, {"time", time}, {"seconds", seconds}});
  say_asks(words, banner, name);
  words.spoken = without_marks(words.sentence + (words.asks.empty() ? "" : " ") + words.asks);
  words.take_back = tr("Take my mouse back");
  words.hide = hide_words(banner);
  words.stop = tr("STOP");
  return words;
}

NoticeWords words_for(const Notice& notice) {
  const std::string name = shown_name(notice.operator_name);
  NoticeWords words;
  words.title = tr("Help from a distance");
  words.what = fill(what_happened(notice.ended), {{"operator", name}});
  words.means = was_perhaps_seen(notice.ended)
                    ? fill(tr("{operator} no longer sees your screen."), {{"operator", name}})
                    : tr("Nobody saw your screen.");
  if (notice.restart_by_hand) {
    words.what = tr("Your computer does not restart by itself.");
    words.means = fill(
        tr("Please restart it yourself. {operator} can come back until {time}."),
        {{"operator", name}, {"time", clock_words(*notice.restart_by_hand)}}
    );
  }
  return words;
}

KeypadWords words_for(const Keypad& keypad) {
  const std::string name = shown_name(keypad.operator_name);
  KeypadWords words;
  words.title = tr("Six digits on the phone");
  words.organisation = tidy_name(keypad.organisation);
  words.situation =
      fill(tr("<b>{operator}</b> tells you 6 digits on the phone."), {{"operator", escaped(name)}});
  words.task = tr("<b>Tap them here.</b>");
  words.spoken = without_marks(words.situation + " " + words.task);
  words.warning = tr("Read nothing aloud: you listen, and tap.");
  words.doubt = doubt_words(words.organisation, keypad.phone);
  words.close = tr("Close");
  words.erase = tr("Erase");
  words.ready = tr("Done");
  words.right = tr("Thank you. This is your computer, and {operator} knows.");
  words.right = fill(words.right, {{"operator", name}});
  words.wrong = fill(
      tr("Those were not the right digits. {operator} will tell you others."), {{"operator", name}}
  );
  return words;
}

CardWords words_for(const Card& card) {
  CardWords words;
  words.title = tr("The card of your computer");
  words.organisation = tidy_name(card.organisation);
  words.task = tr("<b>To be shown to your mediator, here, in person.</b>");
  words.spoken = without_marks(words.task);
  const std::string& id = card.number;
  words.number = fill(
      tr("Computer no. {number}"),
      {{"number", id.substr(0, 4) + " " + id.substr(4, 6) + " <b>" + id.substr(10) + "</b>"}}
  );
  words.says = tr("This card only says which computer this is, and nothing about you.");
  words.warning = tr("Do not send it, do not read it out: nobody of ours asks you to.");
  words.picture = tr("Code for the mediator’s camera");
  words.close = tr("Close");
  return words;
}

std::string pause_key() { return tr("Pause"); }
std::string other_stop_keys() { return tr("Ctrl + Alt + S"); }

}  // namespace maintendue::dialog
