// Sentences for people, in their language. In the source they stand in English, marked by tr(); the
// catalogues are agent/po/*.po.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace maintendue::catalogue {

// Makes tr() speak `language` (a BCP 47 tag; French where there is no catalogue for it). Changes
// the process's locale and environment: call in main, before any other library reads them.
void speak(std::string_view language);

// The primary tag of the language that people then read: "fr" for "fr-FR", and for one that is not
// written.
std::string spoken_language(std::string_view language);

// "fr" for LC_ALL=fr_FR.UTF-8: the language of the user's session; "fr" when it names none.
std::string session_language();

// Whether people who read it begin on the right.
bool right_to_left(std::string_view language);

// The sentence in the language that speak() chose.
const char* tr(const char* english);

// "{operator} sees" with {"operator", "Nadia"} becomes "Nadia sees". Values are not looked into.
std::string fill(
    std::string_view sentence,
    std::initializer_list<std::pair<std::string_view, std::string_view>> values
);

}  // namespace maintendue::catalogue
