// maintendue.v1.Sessions: opening one under a call, a machine's history, and its signed logs.
#pragma once

#include "maintendue/v1/sessions.pb.h"
#include "relay/access/visitors.h"
#include "relay/machines/whose_machine.h"
#include "relay/session/switchboard.h"
#include "wire/rpc_server.h"

namespace maintendue::relay {

// Lives on `main`; outlives the server's handlers.
class SessionsGate final {
 public:
  // All outlive it.
  SessionsGate(
      Visitors& visitors,
      WhoseMachine& whose,
      Switchboard& switchboard,
      SessionStore& sessions,
      LogStore& logs
  )
      : visitors_(visitors),
        whose_(whose),
        switchboard_(switchboard),
        sessions_(sessions),
        logs_(logs) {}

  void serve(wire::RpcServer& server);

 private:
  net::awaitable<Result<v1::OpenSessionResponse>> open(
      wire::Caller caller, v1::OpenSessionRequest request
  );
  net::awaitable<Result<v1::ResumeSessionResponse>> resume(
      wire::Caller caller, v1::ResumeSessionRequest request
  );
  net::awaitable<Result<v1::ListSessionsResponse>> list(v1::ListSessionsRequest request);
  net::awaitable<Result<v1::ListLogsResponse>> list_logs(v1::ListLogsRequest request);
  net::awaitable<Result<v1::GiveLogResponse>> give_log(
      wire::Caller caller, v1::GiveLogRequest request
  );

  Visitors& visitors_;
  WhoseMachine& whose_;
  Switchboard& switchboard_;
  SessionStore& sessions_;
  LogStore& logs_;
};

}  // namespace maintendue::relay
