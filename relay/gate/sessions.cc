#include "relay/gate/sessions.h"

#include "relay/gate/words.h"

namespace maintendue::relay {
namespace {

constexpr std::uint32_t kUsualPage = 50;
constexpr std::uint32_t kLongestPage = 200;
constexpr int kMostLogs = 20;

}  // namespace

void SessionsGate::serve(wire::RpcServer& server) {
  wire::on_call<v1::OpenSessionRequest, v1::OpenSessionResponse>(
      server, "/maintendue.v1.Sessions/OpenSession",
      [this](wire::Caller caller, v1::OpenSessionRequest request) {
        return open(std::move(caller), std::move(request));
      }
  );
  wire::on_call<v1::ResumeSessionRequest, v1::ResumeSessionResponse>(
      server, "/maintendue.v1.Sessions/ResumeSession",
      [this](wire::Caller caller, v1::ResumeSessionRequest request) {
        return resume(std::move(caller), std::move(request));
      }
  );
  wire::on_call<v1::ListSessionsRequest, v1::ListSessionsResponse>(
      server, "/maintendue.v1.Sessions/ListSessions",
      [this](wire::Caller, v1::ListSessionsRequest request) { return list(std::move(request)); }
  );
  wire::on_call<v1::ListLogsRequest, v1::ListLogsResponse>(
      server, "/maintendue.v1.Sessions/ListLogs",
      [this](wire::Caller, v1::ListLogsRequest request) { return list_logs(std::move(request)); }
  );
  wire::on_call<v1::GiveLogRequest, v1::GiveLogResponse>(
      server, "/maintendue.v1.Sessions/GiveLog",
      [this](wire::Caller caller, v1::GiveLogRequest request) {
        return give_log(std::move(caller), std::move(request));
      }
  );
}

net::awaitable<Result<v1::OpenSessionResponse>> SessionsGate::open(
    wire::Caller caller, v1::OpenSessionRequest request
) {
  const Result<identity::Operator> who = visitors_.operator_of(caller);
  if (!who) co_return tl::unexpected(who.error());
  const Result<CallKind> call = call_kind_of(request.call_kind());
  if (!call) co_return tl::unexpected(call.error());
  const MachineId id{std::move(*request.mutable_machine_id())};
  Result<MachineRecord> machine = co_await whose_.check(caller.method, *who, id);
  if (!machine) co_return tl::unexpected(machine.error());
  Result<OpenedSession> opened = co_await switchboard_.open(*who, id, *call);
  if (!opened) co_return tl::unexpected(opened.error());
  co_await whose_.opened(std::move(*machine), *who, *call);
  v1::OpenSessionResponse response;
  response.set_session_id(opened->id.value);
  response.set_ticket(std::move(opened->ticket));
  co_return response;
}

net::awaitable<Result<v1::ResumeSessionResponse>> SessionsGate::resume(
    wire::Caller caller, v1::ResumeSessionRequest request
) {
  const Result<identity::Operator> who = visitors_.operator_of(caller);
  if (!who) co_return tl::unexpected(who.error());
  const SessionId session{request.session_id()};
  Result<Bytes> ticket = co_await switchboard_.resume(*who, session);
  if (!ticket) co_return tl::unexpected(ticket.error());
  v1::ResumeSessionResponse response;
  response.set_ticket(std::move(*ticket));
  co_return response;
}

net::awaitable<Result<v1::ListSessionsResponse>> SessionsGate::list(v1::ListSessionsRequest request
) {
  if (request.limit() > kLongestPage)
    co_return fail(Errc::BadMessage, "a page is at most 200 long");
  const std::uint32_t limit = request.limit() == 0 ? kUsualPage : request.limit();
  const MachineId machine{std::move(*request.mutable_machine_id())};
  const SessionId before{request.before_session_id()};
  const Result<SessionPage> page =
      co_await sessions_.sessions(machine, static_cast<int>(limit), before);
  if (!page) co_return tl::unexpected(page.error());
  v1::ListSessionsResponse response;
  for (const SessionRecord& record : page->sessions) *response.add_sessions() = message_of(record);
  response.set_more(page->more);
  co_return response;
}

net::awaitable<Result<v1::ListLogsResponse>> SessionsGate::list_logs(v1::ListLogsRequest request) {
  if (request.session_ids_size() > kMostLogs) {
    co_return fail(Errc::BadMessage, "logs of at most 20 sessions");
  }
  std::vector<SessionId> sessions;
  for (const std::uint64_t id : request.session_ids()) sessions.push_back(SessionId{id});
  Result<std::vector<KeptLogs>> logs = co_await logs_.logs(std::move(sessions));
  if (!logs) co_return tl::unexpected(logs.error());
  v1::ListLogsResponse response;
  for (KeptLogs& kept : *logs) {
    v1::StoredLogs& stored = *response.add_logs();
    stored.set_session_id(kept.session.value);
    stored.set_machine_log(std::move(kept.machine));
    stored.set_console_log(std::move(kept.console));
  }
  co_return response;
}

net::awaitable<Result<v1::GiveLogResponse>> SessionsGate::give_log(
    wire::Caller caller, v1::GiveLogRequest request
) {
  const Result<identity::Operator> who = visitors_.operator_of(caller);
  if (!who) co_return tl::unexpected(who.error());
  if (request.log().empty() || request.log().size() > kLongestLog) {
    co_return fail(Errc::BadMessage, "a log is 1 byte to 48 KiB");
  }
  GivenLog given{SessionId{request.session_id()}, who->id, std::move(*request.mutable_log())};
  const Result<void> kept = co_await logs_.keep(std::move(given));
  if (!kept) co_return tl::unexpected(kept.error());
  co_return v1::GiveLogResponse{};
}

}  // namespace maintendue::relay
