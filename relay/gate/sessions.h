// maintendue.v1.Sessions: opening one under a call, and a machine's history.
#pragma once

#include "maintendue/v1/sessions.pb.h"
#include "relay/access/visitors.h"
#include "relay/session/switchboard.h"

namespace maintendue::relay {

// Lives on `main`; outlives the server's handlers.
class SessionsGate final {
 public:
  SessionsGate(Visitors& visitors, Switchboard& switchboard, SessionStore& sessions)
      : visitors_(visitors), switchboard_(switchboard), sessions_(sessions) {}

  void serve(wire::RpcServer& server);

 private:
  net::awaitable<Result<v1::OpenSessionResponse>> open(
      wire::Caller caller, v1::OpenSessionRequest request
  );
  net::awaitable<Result<v1::ResumeSessionResponse>> resume(
      wire::Caller caller, v1::ResumeSessionRequest request
  );
  net::awaitable<Result<v1::ListSessionsResponse>> list(v1::ListSessionsRequest request);

  Visitors& visitors_;
  Switchboard& switchboard_;
  SessionStore& sessions_;
};

}  // namespace maintendue::relay
