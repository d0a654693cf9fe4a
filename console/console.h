// maintendue-console serve: its parts, and the order in which they start and stop.
#pragma once

#include <boost/asio/thread_pool.hpp>
#include <memory>

#include "console/enrolment/enrolment_desk.h"
#include "console/help/help_desk.h"
#include "console/http/server.h"
#include "console/keyring/keyring.h"
#include "console/machines/card_desk.h"
#include "console/machines/shown_machines.h"
#include "console/options.h"
#include "console/relay_client/dial.h"
#include "console/roster/office.h"
#include "console/session/verify_try.h"
#include "console/session/witness.h"
#include "console/session_log/giving.h"
#include "maintendue/local/v1/console.pb.h"

namespace maintendue::console {

class Session;

// Lives on `main`. stop() must have been awaited before it is destroyed.
class Console {
 public:
  // `enrolment`: where PCs get their identity, if this console is to give codes. Throws
  // std::runtime_error with one sentence when the port is taken.
  Console(
      net::any_io_executor main,
      wire::Timeline& timeline,
      Home home,
      Site site,
      std::uint16_t port,
      MakeDial make_dial,
      std::optional<Address> enrolment = std::nullopt
  );

  void start() { server_.start(); }
  // An address that opens one page; the one given before is void.
  std::string new_address();
  const std::string& authority() const { return server_.authority(); }
  // Ends the session with a word to the PC, forgets the key.
  net::awaitable<void> stop();

 private:
  using StatusReply = net::awaitable<Result<local::v1::Status>>;
  using CheckReply = net::awaitable<Result<local::v1::CheckLogsResponse>>;

  StatusReply sign_in(std::string page, local::v1::SignInRequest request);
  StatusReply sign_out(std::string page);
  // A method for pages that are signed in; NotAllowed for every other.
  template <class Request, class Handler>
  void serve_signed_in(const char* method, Handler handler);
  void serve_roster();
  void serve_enrolment();
  void serve_cards();
  void serve_help();
  net::awaitable<void> leave(v1::EndReason why);
  net::awaitable<void> end_duty(RelayClientPtr relay);
  net::awaitable<void> hold_session(BrowserPtr browser, std::string page);
  local::v1::Status status(const std::string& page) const;
  CheckReply check_logs(local::v1::CheckLogsRequest request);
  std::unique_ptr<Witness> new_witness();
  AskRelay ask_relay();
  net::awaitable<Result<Bytes>> ask(std::string method, Bytes request);

  const net::any_io_executor main_;
  wire::Timeline& timeline_;  // outlives us
  const MakeDial make_dial_;  // fixed after construction
  net::thread_pool work_{1};
  Keyring keyring_;
  const Site site_;
  Tokens tokens_;
  Team team_;
  RelayClientPtr relay_;  // null while nobody is signed in, like the next
  std::shared_ptr<Exchange> exchange_;
  SessionLogs logs_;
  KnownMachines machines_;
  CodeMissesOf misses_;
  Office office_;
  EnrolmentDesk enrolment_;
  Session* session_ = nullptr;  // the one session this console may hold
  wire::Signal session_ended_;
  bool stopping_ = false;
  int leaving_ = 0;  // how many leave() are under way
  Giving giving_;
  wire::TaskGroup signed_in_;  // what goes on from sign-in to sign-out
  wire::TaskGroup exchanging_;
  ShownMachines shown_machines_;
  CardDesk cards_;
  HelpDesk help_;
  Bridge bridge_;
  const Premises premises_;
  Server server_;
};

}  // namespace maintendue::console
