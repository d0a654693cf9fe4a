#include "agent/tray/chosen_language.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "agent/po/catalogue.h"
#include "base/files.h"
#include "base/log.h"

namespace maintendue::tray {
namespace {

namespace fs = std::filesystem;

bool is_written(const std::string& tag) {
  return std::ranges::any_of(catalogue::languages(), [&](const catalogue::Language& one) {
    return one.tag == tag;
  });
}

// Where there is none, or only a name without a place.
fs::path folder_named_by(const char* variable) {
  const char* value = std::getenv(variable);
  const fs::path folder = value ? value : "";
  return folder.is_absolute() ? folder : fs::path();
}

}  // namespace

ChosenLanguage ChosenLanguage::of_this_account() {
  fs::path settings = folder_named_by("XDG_CONFIG_HOME");
  if (settings.empty()) {
    const fs::path home = folder_named_by("HOME");
    if (!home.empty()) settings = home / ".config";
  }
  return ChosenLanguage(settings.empty() ? fs::path() : settings / "maintendue" / "language");
}

ChosenLanguage::ChosenLanguage(fs::path file)
    : file_(std::move(file)), tag_(catalogue::session_language()) {
  const Result<std::string> kept = read_small_file(file_);
  if (kept && is_written(*kept)) tag_ = *kept;
}

bool ChosenLanguage::choose(const std::string& tag) {
  if (!is_written(tag)) return false;
  if (!file_.empty()) keep(tag);
  return std::exchange(tag_, tag) != tag;
}

void ChosenLanguage::keep(const std::string& tag) const {
  std::error_code ignored;  // the file then can't be written either
  fs::create_directories(file_.parent_path(), ignored);
  const Result<void> kept = write_small_file(file_, tag);
  if (kept) return;
  log::event(
      "tray", log::Level::warning, "the language is not kept", {{"why", kept.error().detail}}
  );
}

}  // namespace maintendue::tray
