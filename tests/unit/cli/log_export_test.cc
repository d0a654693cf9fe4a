// What the export refuses before it asks anybody; that it works, the real programs show.
#include "console/keyring/home.h"
#include "desk.h"

namespace maintendue::cli {
namespace {

using test::Desk;

class LogExportCommand : public Desk {
 protected:
  LogExportCommand() { EXPECT_EQ(run(init()), 0); }
  std::vector<std::string> words() const {
    return {
        "log",
        "export",
        "--home",
        at("ORG/operators/camille"),
        "--relay",
        "127.0.0.1:1",
        "--machine",
        "00000000000000bb",
        "--out",
        at("export"),
        "--passphrase-file",
        at("camille.pass")
    };
  }
};

TEST_F(LogExportCommand, SaysThatTheRelayDoesNotAnswer) {
  EXPECT_EQ(run(words()), 1);
  EXPECT_EQ(
      terminal_->complained(),
      "The relay 127.0.0.1:1 does not answer: nothing was exported. [relay_unreachable]\n"
  );
  EXPECT_FALSE(test::fs::exists(at("export")));
}

TEST_F(LogExportCommand, RefusesWhatItCannotUse) {
  for (const char* wrong : {"", "bb", "00000000000000BB", "../../etc/passwd"}) {
    expect_refused(with(words(), "--machine", wrong), 2);
  }
  for (const char* wrong : {"", "relay", "relay:0", "relay:x"}) {
    expect_refused(with(words(), "--relay", wrong), 2);
  }
  for (const char* option : {"--home", "--relay", "--machine", "--out"}) {
    expect_refused(without(words(), option), 2);
  }
  expect_refused(with(words(), "--home", at("nowhere")), 1);
  expect_refused(with(words(), "--passphrase-file", at("nadia.pass")), 1);
  expect_refused({"log"}, 2);
  expect_refused({"log", "import"}, 2);
}

}  // namespace
}  // namespace maintendue::cli
