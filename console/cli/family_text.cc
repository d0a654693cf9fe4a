#include "console/cli/family_text.h"

#include <optional>
#include <sstream>

namespace maintendue::cli {
namespace {

constexpr Word kLabels[] = {
    Word::LabelName, Word::LabelLanguage, Word::LabelPhone, Word::LabelMachine, Word::LabelRemarks,
};

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::optional<Word> label_called(std::string_view text) {
  for (const Word label : kLabels) {
    for (const Language language : {Language::French, Language::English}) {
      if (text == say(language, label)) return label;
    }
  }
  return std::nullopt;
}

void add_line(std::string& text, std::string_view line) {
  if (!text.empty()) text += '\n';
  text += line;
}

void take(local::v1::Household& household, Word label, std::string_view value) {
  if (label == Word::LabelName) household.set_name(std::string(value));
  if (label == Word::LabelLanguage) household.set_language(std::string(value));
  if (label == Word::LabelPhone) household.set_phone(std::string(value));
  if (label == Word::LabelMachine && !value.empty()) household.add_machine_ids(std::string(value));
  if (label == Word::LabelRemarks) add_line(*household.mutable_remarks(), value);
}

}  // namespace

std::string text_of(Language language, const local::v1::Household& household) {
  const std::string_view colon = language == Language::French ? " : " : ": ";
  std::string text;
  const auto line = [&](Word label, const std::string& value) {
    text.append(say(language, label)).append(colon).append(value).append("\n");
  };
  line(Word::LabelName, household.name());
  line(Word::LabelLanguage, household.language());
  line(Word::LabelPhone, household.phone());
  for (const std::string& machine : household.machine_ids()) line(Word::LabelMachine, machine);
  line(Word::LabelRemarks, household.remarks());
  return text;
}

std::string noted_by(
    Language language, std::string signer, std::string writer, const std::string& day
) {
  const bool herself = signer == writer;
  for (std::string* name : {&signer, &writer}) {
    if (name->empty()) *name = say(language, Word::FamilyWrittenByNobody);
  }
  if (herself) return say(language, Word::FamilyWrittenBy, {writer, day});
  return say(language, Word::FamilySignedBy, {signer, writer, day});
}

local::v1::Household household_of(const std::string& text) {
  local::v1::Household household;
  std::istringstream lines(text);
  bool in_remarks = false;
  for (std::string line; std::getline(lines, line);) {
    const auto colon = line.find(':');
    const std::string_view whole = line;
    std::optional<Word> label;
    if (colon != std::string::npos) label = label_called(trimmed(whole.substr(0, colon)));
    if (label) {
      take(household, *label, trimmed(whole.substr(colon + 1)));
      in_remarks = label == Word::LabelRemarks;
    } else if (in_remarks) {
      add_line(*household.mutable_remarks(), trimmed(line));
    } else if (!trimmed(line).empty()) {
      return {};
    }
  }
  return household;
}

}  // namespace maintendue::cli
