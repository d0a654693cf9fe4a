#include "agent/dialog/slip_phrases.h"

#include <array>

#include "agent/po/catalogue.h"

namespace maintendue::dialog {

using catalogue::tr;

std::optional<PhraseCard> phrase_card(unsigned number) {
  // In the order of slip.proto, whose numbers begin with 1.
  const std::array<PhraseCard, kPhrases> all{{
      {"handshake", tr("Hello!")},
      {"phone-call", tr("Please pick up the phone: I am calling you.")},
      {"phone-outgoing", tr("I will call you back in a moment.")},
      {"presentation", tr("Watch how I do it.")},
      {"play", tr("Now it is your turn.")},
      {"thumbs-up", tr("Well done!")},
      {"heart-handshake", tr("We stop here for today. Thank you.")},
      {"mouse-pointer-click", tr("Click where I point.")},
      {"mouse-pointer-2", tr("Click twice, quickly.")},
      {"mouse-right", tr("Click with the right button of the mouse.")},
      {"square-check-big", tr("Click the green button.")},
      {"square-x", tr("Close this window, with the cross.")},
      {"arrow-down", tr("Go down the page.")},
      {"arrow-up", tr("Go up the page.")},
      {"arrow-left", tr("Go back to the page before.")},
      {"hand", tr("Touch nothing for a moment.")},
      {"corner-down-left", tr("Press the Enter key.")},
      {"circle-arrow-out-up-left", tr("Press the Esc key.")},
      {"user-pen", tr("Write your name.")},
      {"at-sign", tr("Write your e-mail address.")},
      {"eye-off", tr("Type your password yourself. I am not looking.")},
      {"notebook-pen", tr("Write it down on paper.")},
      {"save", tr("Save your work.")},
      {"hourglass", tr("Wait a little, please.")},
      {"refresh-cw", tr("Wait: the computer is restarting.")},
      {"download", tr("Wait: it is downloading.")},
      {"package-check", tr("Wait: the computer is being brought up to date.")},
      {"circle-check", tr("It is finished.")},
      {"plug", tr("Plug in the charger.")},
      {"laptop", tr("Leave the computer open and on.")},
      {"usb", tr("Put the 4G key in.")},
      {"unplug", tr("Take the 4G key out, and put it in again.")},
      {"router", tr("Is the box on? Look at its lights.")},
      {"printer", tr("Switch the printer on.")},
      {"file-plus", tr("Put paper into the printer.")},
      {"volume-2", tr("Turn the sound up.")},
      {"mic", tr("Speak towards the computer.")},
      {"camera", tr("Look into the camera.")},
      {"search", tr("Do you see it?")},
      {"ear", tr("Do you hear me?")},
      {"circle-question-mark", tr("Did it work?")},
      {"chevrons-right", tr("Shall I go on?")},
      {"users", tr("Is somebody near you who can help?")},
      {"lock-keyhole", tr("Never tell anybody your password, not even me.")},
      {"shield-alert", tr("Do not open this message: it is a trap.")},
  }};
  if (number == 0 || number > all.size()) return std::nullopt;
  return all[number - 1];
}

}  // namespace maintendue::dialog
