// The witness that writes: what happens becomes entries of a log on the disk.
#pragma once

#include "agent/service/session_log/session_logs.h"

namespace maintendue::agent {

// Lives on `main`.
class WrittenLog final : public Witness {
 public:
  WrittenLog(SessionLogs& logs, session_log::Log log, log_folder::LogFile file);
  // A session that broke off leaves its log open; it is closed as cut before the next one begins.
  ~WrittenLog() override;

  v1::LogStanding standing() const override;
  Result<void> saw(const News& news) override;
  Result<void> saw(ScreenRules rules) override;
  Result<v1::SignedHead> close(v1::EndReason why) override;
  void keep(v1::SignedHead theirs) override;

 private:
  Result<void> write(v1::LogEvent event);

  SessionLogs& logs_;
  session_log::Log log_;
  log_folder::LogFile file_;
  lease::Scope allowed_ = lease::Scope::Nothing;  // as last written
  std::optional<ScreenRules> rules_;              // likewise
  bool theirs_kept_ = false;
};

}  // namespace maintendue::agent
