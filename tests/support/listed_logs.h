// A relay that lists what it is told to list: sessions of one PC and their logs, all or some.
#pragma once

#include <gtest/gtest.h>

#include <map>

#include "console/session_log/relay_history.h"
#include "maintendue/v1/fleet.pb.h"
#include "support/session_logs.h"

namespace maintendue::test {

class ListedLogs {
 public:
  // As a session of the scene left it.
  void add(v1::StoredLogs stored, v1::EndReason why = v1::END_REASON_OPERATOR) {
    v1::SessionRecord record;
    record.set_session_id(stored.session_id());
    record.set_machine_id(machine);
    record.set_end_reason(why);
    record.set_ended_ms(1'000);
    records[record.session_id()] = record;
    logs[record.session_id()] = std::move(stored);
  }
  void hide(std::uint64_t session) {
    records.erase(session);
    logs.erase(session);
  }
  console::AskRelay ask() {
    return [this](std::string method, Bytes request) { return answer(method, request); };
  }

  std::string machine = "00000000000000bb";
  std::map<std::uint64_t, v1::SessionRecord, std::greater<>> records;
  std::map<std::uint64_t, v1::StoredLogs> logs;
  std::map<std::uint64_t, Bytes> given;  // by consoles
  Bytes record;                          // of the PC's key
  std::optional<Errc> fails;
  int calls = 0;

 private:
  net::awaitable<Result<Bytes>> answer(std::string method, Bytes bytes) {
    ++calls;
    if (fails) co_return fail(*fails);
    if (method == "/maintendue.v1.Sessions/ListSessions") co_return list(bytes);
    if (method == "/maintendue.v1.Sessions/ListLogs") co_return list_logs(bytes);
    if (method == "/maintendue.v1.Fleet/GetMachine") co_return shown();
    v1::GiveLogRequest request;
    request.ParseFromString(bytes);
    given[request.session_id()] = request.log();
    co_return Bytes();
  }
  Bytes shown() const {
    v1::Machine shown;
    shown.set_machine_id(machine);
    shown.set_signed_record(record);
    return shown.SerializeAsString();
  }
  Bytes list(const Bytes& bytes) const {
    v1::ListSessionsRequest request;
    request.ParseFromString(bytes);
    v1::ListSessionsResponse response;
    for (const auto& [id, record] : records) {
      if (request.before_session_id() != 0 && id >= request.before_session_id()) continue;
      if (response.sessions_size() == static_cast<int>(request.limit())) {
        response.set_more(true);
        break;
      }
      *response.add_sessions() = record;
    }
    return response.SerializeAsString();
  }
  Bytes list_logs(const Bytes& bytes) const {
    v1::ListLogsRequest request;
    request.ParseFromString(bytes);
    EXPECT_LE(request.session_ids_size(), 20);
    v1::ListLogsResponse response;
    for (const std::uint64_t id : request.session_ids()) {
      const auto found = logs.find(id);
      if (found != logs.end()) *response.add_logs() = found->second;
    }
    return response.SerializeAsString();
  }
};

}  // namespace maintendue::test
