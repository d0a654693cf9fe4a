// The language of our windows that somebody at this account chose.
#pragma once

#include <filesystem>
#include <string>

namespace maintendue::tray {

// Kept in the account's own folder for settings, and read once. One thread.
class ChosenLanguage final {
 public:
  // Of whose session this program runs in (XDG Base Directory Specification: XDG_CONFIG_HOME).
  static ChosenLanguage of_this_account();
  // `file` need not be there; empty: a choice lasts as long as the program.
  explicit ChosenLanguage(std::filesystem::path file);

  // A BCP 47 primary tag: what was chosen, else what the session speaks.
  const std::string& tag() const { return tag_; }
  // Whether it is another one now. One that our windows are not written in is not chosen; where the
  // disk does not take it, it lasts as long as the program.
  bool choose(const std::string& tag);

 private:
  void keep(const std::string& tag) const;

  std::filesystem::path file_;
  std::string tag_;
};

}  // namespace maintendue::tray
