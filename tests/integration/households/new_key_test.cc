// An administrator who is a mediator too gives herself another key, at a terminal, through a relay.
#include <boost/asio/thread_pool.hpp>

#include "console/cli/cli.h"
#include "console/data_keys/waiting_keys.h"
#include "families.h"
#include "roster/book_file.h"
#include "support/paper_terminal.h"

namespace maintendue::test {
namespace {

namespace fs = std::filesystem;

class NewKey : public Families {
 protected:
  static constexpr auto kPassphrase = "camille a neuf vies";

  NewKey() {
    const Organisation& ours = site_.organisation();
    const identity::Issuer& roster_key = ours.roster_key();
    put("operator.key", both_.key.to_encrypted_pem(kPassphrase));
    put("encryption.key", both_.opens.to_encrypted_pem(kPassphrase));
    put("operator.crt", both_.chain);
    put("root.crt", ours.root().certificate.to_pem());
    put("roster", ours.news(3).SerializeAsString());
    put("roster.key", roster_key.key.to_encrypted_pem(kPassphrase));
    put("roster.crt", roster_key.certificate.to_pem());
    put("passphrase", std::string(kPassphrase) + "\n");
  }
  void put(const std::string& name, const std::string& text) const {
    fs::create_directories(home());
    std::ofstream(home() / name, std::ios::binary) << text;
  }
  fs::path home() const { return folder_.path() / "ines"; }
  fs::path anew() const { return folder_.path() / "ines-2"; }

  // A command on a thread of its own, while the relay goes on on ours.
  net::awaitable<int> run(std::vector<std::string> arguments) {
    int left = -1;
    auto running = net::co_spawn(
        commands_,
        [this, &left, arguments]() -> net::awaitable<void> {
          left = cli::run(arguments, terminal_, std::chrono::system_clock::now());
          co_return;
        },
        net::use_awaitable
    );
    co_await std::move(running);
    co_return left;
  }
  std::vector<std::string> new_key() const {
    return {
        "roster",
        "new-key",
        "--home",
        home(),
        "--name",
        "Inès",
        "--to",
        anew(),
        "--relay",
        "localhost:" + std::to_string(site_.port()),
        "--passphrase-file",
        home() / "passphrase",
        "--new-passphrase-file",
        home() / "passphrase"
    };
  }

  const Holder both_ = site_.organisation().operator_named(
      "Inès", {v1::ROLE_ADMIN, v1::ROLE_MEDIATOR}, "00000000000000ae"
  );
  const TempFolder folder_;
  PaperTerminal terminal_;
  net::thread_pool commands_{1};
};

STORY(NewKey, OfAnAdministratorWhoIsAMediatorTooIsHersThoughHerOldOneIsRefused) {
  co_await begin();
  co_await publish(site_.organisation().news(3));
  EXPECT_EQ(co_await run(new_key()), 0) << terminal_.complained();
  EXPECT_TRUE(fs::exists(anew() / "operator.key")) << "the roster knows no other of hers";
  EXPECT_NE(terminal_.complained().find("next sign-in"), std::string::npos);
  EXPECT_GT(console::waiting_keys(anew()).keys_size(), 0);

  // Her next command hands in what waits, with the new folder.
  const std::vector<std::string> publish{
      "roster",
      "publish",
      "--home",
      anew(),
      "--relay",
      "localhost:" + std::to_string(site_.port()),
      "--passphrase-file",
      home() / "passphrase"
  };
  EXPECT_EQ(co_await run(publish), 0) << terminal_.complained();
  EXPECT_FALSE(fs::exists(anew() / console::kWaitingKeys));
  const auto book = roster::open_book(anew() / "roster", site_.organisation().trust());
  EXPECT_TRUE(nadia_.team().hear(book->news()));
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_TRUE(nadia_.families().can_write());
}

}  // namespace
}  // namespace maintendue::test
