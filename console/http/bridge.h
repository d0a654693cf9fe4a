// Which calls of the pages are answered, and by whom: a few here, an allow-list by the relay.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "base/private_memory.h"
#include "console/relay_client/relay_client.h"

namespace maintendue::console {

// Lives on `main`. Forwards bytes: a new method of an allowed service needs no code here.
class Bridge {
 public:
  // `page` is the header token of the page that asks.
  using LocalCall = std::function<net::awaitable<Result<Bytes>>(std::string page, Bytes)>;
  // Null while nobody is signed in.
  using Relay = std::function<RelayClientPtr()>;

  struct Method {
    std::string path;  // "/maintendue.v1.Fleet/ListMachines"
    bool streams = false;
    LocalCall local;  // empty: the relay answers
  };

  explicit Bridge(Relay relay);

  // Answers a unary method of maintendue.local.v1.Console here.
  void serve(const std::string& method, LocalCall call);

  // Null for whatever a page has no business with.
  const Method* find(std::string_view path) const;
  net::awaitable<Result<Bytes>> call(
      const Method& method, std::string page, Bytes request, std::chrono::milliseconds limit
  ) const;
  net::awaitable<Result<wire::RpcStreamPtr>> stream(const Method& method, Bytes request) const;

 private:
  const Relay relay_;  // fixed after construction
  std::map<std::string, Method, std::less<>> methods_;
};

template <class Request, class Handler>
net::awaitable<Result<Bytes>> answer_locally(Handler handler, std::string page, Bytes bytes) {
  const WipedAtEnd wiped(bytes);  // a passphrase may stand in it
  Request request;
  if (!request.ParseFromString(bytes))
    co_return fail(Errc::BadMessage, "request not in the contract");
  auto response = co_await handler(std::move(page), std::move(request));
  if (!response) co_return tl::unexpected(response.error());
  co_return response->SerializeAsString();
}

// on_call() of wire/rpc_server.h, for the pages: a handler over messages instead of bytes.
template <class Request, class Handler>
Bridge::LocalCall local_call(Handler handler) {
  return [handler =
              std::move(handler)](std::string page, Bytes bytes) -> net::awaitable<Result<Bytes>> {
    return answer_locally<Request>(handler, std::move(page), std::move(bytes));
  };
}

}  // namespace maintendue::console
