#include "agent/dialog/slip_words.h"

#include "agent/dialog/phrases.h"
#include "agent/dialog/slip_phrases.h"
#include "agent/po/catalogue.h"

namespace maintendue::dialog {
namespace {

using catalogue::fill;
using catalogue::tr;

constexpr std::size_t kLongestRest = 80;  // characters: the host tells whose page it is

std::string named(const char* sentence, const Slip& slip) {
  return fill(sentence, {{"operator", escaped(shown_name(slip.operator_name))}});
}

std::vector<SlipAnswerWords> answers_to(const Slip& slip) {
  std::vector<SlipAnswerWords> all;
  const auto add = [&all](SlipAnswer answer, const char* icon, const char* word) {
    const std::string key = std::to_string(all.size() + 1);
    all.push_back(
        {answer, icon, word, fill(tr("{word}. Key {key}."), {{"word", word}, {"key", key}})}
    );
  };
  if (!slip.page) add(SlipAnswer::Yes, "check", tr("Yes"));
  add(SlipAnswer::No, "x", tr("No"));
  if (!slip.page) add(SlipAnswer::Again, "rotate-ccw", tr("Again"));
  add(SlipAnswer::NotUnderstood, "circle-question-mark", tr("I do not understand"));
  add(SlipAnswer::CallMe, "phone", tr("Call me"));
  return all;
}

// ASCII: a character is a byte.
std::string cut(const std::string& rest) {
  return rest.size() <= kLongestRest ? rest : rest.substr(0, kLongestRest) + "…";
}

}  // namespace

SlipWords words_for(const Slip& slip) {
  SlipWords words;
  words.organisation = tidy_name(slip.organisation);
  words.title = fill(tr("A word from {operator}"), {{"operator", shown_name(slip.operator_name)}});
  words.close = tr("Close");
  words.answers = answers_to(slip);
  if (slip.page) {
    words.icon = "external-link";
    words.heading = named(tr("<b>{operator}</b> sends you a page:"), slip);
    words.sentence = slip.page->host;
    words.rest = cut(slip.page->rest);
    words.note = tr("It opens only if you press.");
    words.open = tr("Open the page");
  } else if (const auto card = phrase_card(slip.phrase)) {
    words.icon = card->icon;
    words.heading = named(tr("<b>{operator}</b> tells you:"), slip);
    words.sentence = card->sentence;
    words.listen = tr("Listen");
  } else {
    words.icon = "message-square-text";
    words.heading = named(tr("<b>{operator}</b> writes to you:"), slip);
    words.sentence = slip.text;
  }
  words.spoken = without_marks(words.heading) + " " + words.sentence;
  return words;
}

std::string answered_words(const std::string& word) {
  return fill(tr("Your answer: {answer}"), {{"answer", word}});
}

std::string opened_words(const Slip& slip, bool ok) {
  if (ok) return tr("The page opens.");
  return fill(
      tr("It did not open. Tell {operator}."), {{"operator", shown_name(slip.operator_name)}}
  );
}

}  // namespace maintendue::dialog
