#include "agent/po/catalogue.h"

#include <libintl.h>

#include <array>
#include <clocale>
#include <cstdlib>
#include <filesystem>

// The C library's own: whoever changes LANGUAGE in a program that runs counts it up (gettext's
// manual, "Changing languages at runtime").
extern "C" int _nl_msg_cat_cntr;

namespace maintendue::catalogue {
namespace {

namespace fs = std::filesystem;

constexpr auto kDomain = "maintendue";
// Each has its file here, and its line in CMakeLists.txt (docs/TRANSLATING.md).
constexpr std::array kWritten = {
    Language{"fr", "Français"},   Language{"en", "English"},     Language{"ar", "العربية"},
    Language{"tr", "Türkçe"},     Language{"es", "Español"},     Language{"pt", "Português"},
    Language{"it", "Italiano"},   Language{"ro", "Română"},      Language{"ru", "Русский"},
    Language{"uk", "Українська"}, Language{"fa", "فارسی / دری"},
};
constexpr std::array<std::string_view, 11> kFromTheRight = {"ar", "ckb", "dv", "fa", "he", "ks",
                                                            "ps", "sd",  "ug", "ur", "yi"};

std::string primary_tag(std::string_view language) {
  return std::string(language.substr(0, language.find_first_of("-_.@")));
}

// Beside the program (build folder, or an installation anywhere), else where it was to be
// installed.
fs::path locale_folder() {
  std::error_code unreadable;
  const fs::path program = fs::read_symlink("/proc/self/exe", unreadable);
  for (fs::path folder : {program.parent_path(), program.parent_path().parent_path()}) {
    folder = folder.parent_path() / "share/locale";
    if (fs::exists(folder / "fr/LC_MESSAGES/maintendue.mo", unreadable)) return folder;
  }
  return MAINTENDUE_LOCALE_FOLDER;
}

}  // namespace

std::span<const Language> languages() { return kWritten; }

std::string spoken_language(std::string_view language) {
  const std::string tag = primary_tag(language);
  for (const Language& known : kWritten) {
    if (tag == known.tag) return tag;
  }
  return "fr";
}

void speak(std::string_view language) {
  setenv("LANGUAGE", (spoken_language(language) + ":fr").c_str(), 1);
  setlocale(LC_ALL, "");
  const std::string_view messages = setlocale(LC_MESSAGES, nullptr);
  if (messages == "C" || messages == "POSIX") {  // in these, gettext does not look into a catalogue
    setlocale(LC_CTYPE, "C.UTF-8");
    setlocale(LC_MESSAGES, "C.UTF-8");
  }
  bindtextdomain(kDomain, locale_folder().c_str());
  bind_textdomain_codeset(kDomain, "UTF-8");
  ++_nl_msg_cat_cntr;
}

std::string session_language() {
  for (const char* variable : {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(variable);
    if (!value || !*value) continue;
    const std::string_view first =
        std::string_view(value).substr(0, std::string_view(value).find(':'));
    const std::string tag = primary_tag(first);
    if (!tag.empty() && tag != "C" && tag != "POSIX") return tag;
  }
  return "fr";
}

bool right_to_left(std::string_view language) {
  const std::string tag = primary_tag(language);
  for (const std::string_view known : kFromTheRight) {
    if (tag == known) return true;
  }
  return false;
}

const char* tr(const char* english) { return dgettext(kDomain, english); }

std::string fill(
    std::string_view sentence,
    std::initializer_list<std::pair<std::string_view, std::string_view>> values
) {
  std::string filled;
  while (!sentence.empty()) {
    const std::size_t open = sentence.find('{');
    filled += sentence.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = sentence.find('}', open);
    const std::string_view name = sentence.substr(open + 1, close - open - 1);
    for (const auto& [key, value] : values) {
      if (key == name) filled += value;
    }
    sentence.remove_prefix(close == std::string_view::npos ? sentence.size() : close + 1);
  }
  return filled;
}

}  // namespace maintendue::catalogue
