// An administrator's desk: a folder of its own and a paper terminal.
#pragma once

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>

#include "base/random.h"
#include "console/cli/cli.h"
#include "console/cli/person.h"
#include "roster/book_file.h"
#include "support/paper_terminal.h"
#include "support/temp_folder.h"

namespace maintendue::test {

namespace fs = std::filesystem;

inline const WallTime kToday = from_unix_ms(1'763'000'000'000);

class Desk : public ::testing::Test {
 protected:
  Desk() {
    put("root.pass", "la racine du figuier\n");
    put("camille.pass", "camille a neuf vies\n");
    put("nadia.pass", "nadia aime la mer\n");
    put("sheet.pass", "une feuille de platane\n");
    put("new-root.pass", "la racine du tilleul\n");
  }

  fs::path at(const std::string& name) const { return home_ / name; }
  void put(const std::string& name, const std::string& text) const {
    std::ofstream(at(name), std::ios::binary) << text;
  }
  static std::string read(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  static unsigned mode(const fs::path& path) {
    struct stat status{};
    EXPECT_EQ(lstat(path.c_str(), &status), 0) << path;
    return status.st_mode & 07777;
  }
  // Everything below a folder, by name, with what it holds.
  static std::map<std::string, std::string> snapshot(const fs::path& folder) {
    std::map<std::string, std::string> found;
    if (!fs::exists(folder)) return found;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      found[fs::relative(entry.path(), folder)] = entry.is_regular_file() ? read(entry.path()) : "";
    }
    return found;
  }

  std::vector<std::string> init(const std::string& dir = "ORG") const {
    return {
        "org",
        "init",
        "--dir",
        at(dir),
        "--name",
        "La Maison Numérique",
        "--relay",
        "relay.example",
        "--admin",
        "Camille",
        "--root-passphrase-file",
        at("root.pass"),
        "--passphrase-file",
        at("camille.pass"),
        "--recovery-passphrase-file",
        at("sheet.pass")
    };
  }
  // To a folder beside Camille's, where the name says.
  std::vector<std::string> add(const std::string& name, const std::string& roles) const {
    return {
        "roster",
        "add",
        "--home",
        at("ORG/operators/camille"),
        "--name",
        name,
        "--role",
        roles,
        "--to",
        at("ORG/operators/" + cli::folder_name(name)),
        "--passphrase-file",
        at("camille.pass"),
        "--new-passphrase-file",
        at("nadia.pass")
    };
  }
  std::vector<std::string> token(const std::string& out = "token") const {
    return {"org",
            "workshop-token",
            "--home",
            at("ORG/operators/camille"),
            "--uses",
            "5",
            "--hours",
            "8",
            "--out",
            at(out),
            "--passphrase-file",
            at("camille.pass")};
  }
  // From the root's folder `dir` and the roster in `home`, into `to`.
  std::vector<std::string> replace(
      const std::string& dir = "ORG",
      const std::string& home = "ORG/operators/camille",
      const std::string& to = "NEW"
  ) const {
    return {
        "org",
        "replace-root",
        "--dir",
        at(dir),
        "--roster",
        at(home + "/roster"),
        "--admin",
        "Camille",
        "--relay",
        "relay.example",
        "--to",
        at(to),
        "--root-passphrase-file",
        at("root.pass"),
        "--new-root-passphrase-file",
        at("new-root.pass"),
        "--passphrase-file",
        at("camille.pass"),
        "--recovery-passphrase-file",
        at("sheet.pass")
    };
  }
  identity::Trust trust(const std::string& dir = "ORG") const {
    return *identity::Trust::from_pem(read(at(dir + "/root.crt")));
  }
  roster::Book book_in(const std::string& folder) const {
    return *roster::open_book(at(folder) / "roster", trust());
  }
  // By the folder's own root.crt.
  roster::Book book_at(const std::string& folder) const {
    const auto first = identity::Trust::from_pem(read(at(folder) / "root.crt"));
    return *roster::open_book(at(folder) / "roster", *first);
  }
  // Whom the certificate of a folder is of.
  std::optional<identity::Badge> badge_in(const std::string& folder) const {
    const auto peer = trust().check_client(read(at(folder) / "operator.crt"), kToday);
    if (!peer || !std::holds_alternative<identity::Badge>(*peer)) return std::nullopt;
    return std::get<identity::Badge>(*peer);
  }
  // With the value of one option changed.
  static std::vector<std::string> with(
      std::vector<std::string> arguments, const std::string& option, const std::string& value
  ) {
    const auto found = std::find(arguments.begin(), arguments.end(), option);
    if (found == arguments.end()) throw std::logic_error("no " + option);
    *(found + 1) = value;
    return arguments;
  }
  static std::vector<std::string> without(
      std::vector<std::string> arguments, const std::string& option
  ) {
    const auto found = std::find(arguments.begin(), arguments.end(), option);
    if (found == arguments.end()) throw std::logic_error("no " + option);
    arguments.erase(found, found + 2);
    return arguments;
  }

  int run(const std::vector<std::string>& arguments, WallTime now = kToday) {
    terminal_ = std::make_unique<PaperTerminal>(PaperTerminal());
    return run_at(*terminal_, arguments, now);
  }
  static int run_at(
      PaperTerminal& terminal, const std::vector<std::string>& arguments, WallTime now = kToday
  ) {
    return cli::run(arguments, terminal, now);
  }
  // One sentence, one line, nothing on standard output, and nothing changed on the disk.
  void expect_refused(const std::vector<std::string>& arguments, int exit_code) {
    const auto before = snapshot(home_);
    EXPECT_EQ(run(arguments), exit_code);
    const std::string why = terminal_->complained();
    // What is typed wrong is no refusal; every refusal ends with its name.
    const std::regex expected(exit_code == 1 ? R"(.*\. \[[a-z_]+\]\n)" : R"(.*\.\n)");
    EXPECT_TRUE(std::regex_match(why, expected)) << why;
    EXPECT_EQ(std::count(why.begin(), why.end(), '\n'), 1) << why;
    EXPECT_EQ(terminal_->said(), "");
    EXPECT_EQ(snapshot(home_), before) << why;
  }

  const TempFolder folder_;
  const fs::path& home_ = folder_.path();
  std::unique_ptr<PaperTerminal> terminal_;
};

}  // namespace maintendue::test
