#include "console/session_log/giving.h"

#include "maintendue/v1/sessions.pb.h"

namespace maintendue::console {

net::awaitable<void> Giving::run() {
  for (;;) {
    const Result<void> given = co_await give_all();
    if (given) {
      co_await waits_.wait();
    } else {
      (void)co_await (waits_.wait() || timeline_.sleep_for(kAgain));  // then once more
    }
  }
}

net::awaitable<Result<void>> Giving::give_all() {
  while (std::optional<SessionLogs::Waiting> waiting = logs_.to_give()) {
    v1::GiveLogRequest request;
    request.set_session_id(waiting->about.session.value);
    request.set_log(std::move(waiting->log));
    auto asking =
        ask<v1::GiveLogResponse>(ask_, "/maintendue.v1.Sessions/GiveLog", std::move(request));
    const Result<v1::GiveLogResponse> answer = co_await std::move(asking);
    // A relay that does not know the session will not learn of it either.
    const bool unknown = !answer && answer.error().code == Errc::NotFound;
    if (!answer && !unknown) co_return tl::unexpected(answer.error());
    logs_.given(waiting->about);
  }
  co_return Result<void>{};
}

}  // namespace maintendue::console
