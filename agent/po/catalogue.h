// Sentences for people, in their language. In the source they stand in English, marked by tr(); the
// catalogues are agent/po/*.po.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace maintendue::catalogue {

// One that our windows are written in.
struct Language {
  std::string_view tag;   // BCP 47, primary
  std::string_view name;  // its own, by which people find it in a list
};
// In the order of that list.
std::span<const Language> languages();

// Makes tr() speak `language` (a BCP 47 tag; French where there is no catalogue for it, or no such
// sentence in it). Changes the process's locale and environment: call in main, before any other
// library reads them; later only in a program of one thread.
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
