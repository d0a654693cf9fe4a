// A console on a desk: a real home folder, real pages, a real port; time is held by hand.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "console/console.h"
#include "support/http_client.h"
#include "support/manual_timeline.h"
#include "support/organisation.h"
#include "support/temp_folder.h"

namespace maintendue::test {

namespace fs = std::filesystem;

inline void put_file(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

constexpr auto kPassphrase = "cerises au mois de juin";

// operator.key, operator.crt, root.crt and roster as `roster add` leaves them.
inline void put_home(const fs::path& folder, const Organisation& organisation, const Holder& who) {
  put_file(folder / "operator.key", who.key.to_encrypted_pem(kPassphrase));
  put_file(folder / "operator.crt", who.chain);
  put_file(folder / "root.crt", organisation.root().certificate.to_pem());
  put_file(folder / "roster", organisation.news().SerializeAsString());
}

class EmptyDesk : public ::testing::Test {
 protected:
  explicit EmptyDesk(WallTime founded = from_unix_ms(1'763'000'000'000))
      : organisation_("La Maison Numérique", founded), nadia_(organisation_.operator_named()) {
    (void)organisation_.operator_named("Camille", {v1::ROLE_ADMIN}, "00000000000000c1");
    timeline_.set_wall(founded + std::chrono::hours{24});
    put_home(folder_.path() / "home", organisation_, nadia_);
    put_file(folder_.path() / "web/index.html", "<!doctype html>");
    put_file(folder_.path() / "web/assets/page-1a2b3c.js", "export {};");
    put_file(folder_.path() / "secret.html", "not for pages");
    fs::create_symlink(folder_.path() / "secret.html", folder_.path() / "web/link.html");
    fs::create_directory_symlink(folder_.path(), folder_.path() / "web/up");
  }
  ~EmptyDesk() override {
    if (console_) drive(io_, console_->stop());
  }

  void open_console(console::MakeDial dial) {
    console_ = std::make_unique<console::Console>(
        io_.get_executor(), timeline_, console::open_home(folder_.path() / "home"),
        console::Site::load(folder_.path() / "web"), 0, std::move(dial)
    );
    console_->start();
    host_ = console_->authority();
    port_ = static_cast<std::uint16_t>(std::stoi(host_.substr(host_.find(':') + 1)));
  }
  HttpClient client() { return HttpClient(io_, port_); }
  Answer get(const std::string& target) {
    return client().ask(http::verb::get, target, {{"Host", host_}});
  }
  std::string address_token() {
    const std::string address = console_->new_address();
    return address.substr(address.find("#t=") + 3);
  }
  Answer redeem(const std::string& token) {
    return client().ask(http::verb::post, "/token", {{"Host", host_}}, token);
  }
  // The header token of one page, made on first use.
  const std::string& token() {
    if (token_.empty()) token_ = redeem(address_token()).body();
    return token_;
  }
  Fields call_fields(const std::string& type = "application/proto") {
    return {{"Host", host_}, {"X-Maintendue-Token", token()}, {"Content-Type", type}};
  }
  Answer call(const std::string& method, Bytes request) {
    return client().ask(http::verb::post, method, call_fields(), std::move(request));
  }
  Answer sign_in(const std::string& passphrase = kPassphrase) {
    local::v1::SignInRequest request;
    request.set_passphrase(passphrase);
    return call("/maintendue.local.v1.Console/SignIn", request.SerializeAsString());
  }
  local::v1::Status status() {
    local::v1::Status status;
    EXPECT_TRUE(status.ParseFromString(call("/maintendue.local.v1.Console/GetStatus", {}).body()));
    return status;
  }

  net::io_context io_;
  ManualTimeline timeline_{io_};
  Organisation organisation_;
  Holder nadia_;
  TempFolder folder_;
  std::unique_ptr<console::Console> console_;
  std::string host_;
  std::uint16_t port_ = 0;
  std::string token_;
};

// A line that can't be made.
class NoLine final : public wire::RpcChannel {
 public:
  net::awaitable<Result<void>> connect(std::chrono::milliseconds) override {
    co_return fail(Errc::RelayUnreachable);
  }
  net::awaitable<Result<Bytes>> call(std::string, Bytes, std::chrono::milliseconds) override {
    co_return fail(Errc::RelayUnreachable);
  }
  wire::RpcStreamPtr stream(std::string) override { return nullptr; }
};

// A console whose relay is never reached.
class Desk : public EmptyDesk {
 protected:
  Desk() {
    open_console([](const auto&, auto) -> console::RelayClient::Dial {
      return [](console::Purpose) { return std::make_unique<NoLine>(); };
    });
  }
};

}  // namespace maintendue::test
