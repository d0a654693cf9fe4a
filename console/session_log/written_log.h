// The witness of one session on the mediator's side.
#pragma once

#include "console/relay_client/ask_relay.h"
#include "console/roster/team.h"
#include "console/session/witness.h"
#include "console/session_log/comparison.h"
#include "console/session_log/session_logs.h"

namespace maintendue::console {

// Lives on `main`.
class WrittenLog final : public Witness {
 public:
  // Logs and team outlive it.
  WrittenLog(
      SessionLogs& logs,
      const Team& team,
      identity::PrivateKey key,
      const identity::Operator& who,
      AskRelay ask
  );
  ~WrittenLog() override;

  void meets(MachineId machine, SessionId session, v1::CallKind call_kind) override;
  void begins(v1::LogStanding standing) override;
  void saw(v1::LogEvent event) override;
  std::optional<v1::SignedHead> close(v1::EndReason why) override;
  void keep(v1::SignedHead theirs) override;
  net::awaitable<std::uint32_t> findings() override;

 private:
  void write(const Bytes& entry);

  SessionLogs& logs_;
  const Team& team_;
  const identity::PrivateKey key_;
  const AskRelay ask_;
  session_log::About about_;
  v1::CallKind call_kind_ = v1::CALL_KIND_UNSPECIFIED;
  Meeting meeting_;                  // as it was when the PC was met
  std::vector<v1::LogEvent> early_;  // before the PC had told its count
  std::optional<session_log::Log> log_;
  std::optional<log_folder::LogFile> file_;  // none: the disk did not take it
  bool theirs_kept_ = false;
};

}  // namespace maintendue::console
