// The relay, for whoever only asks it something and hears the answer.
#pragma once

#include <functional>
#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "wire/net.h"

namespace maintendue::console {

// One call: method, request, answer.
using AskRelay = std::function<net::awaitable<Result<Bytes>>(std::string method, Bytes request)>;

// The same in messages. What the relay says, or BadMessage for an answer that is not in the
// contract.
template <class Answer, class Request>
net::awaitable<Result<Answer>> ask(AskRelay relay, std::string method, Request request) {
  auto asking = relay(std::move(method), request.SerializeAsString());
  const Result<Bytes> bytes = co_await std::move(asking);
  if (!bytes) co_return tl::unexpected(bytes.error());
  Answer answer;
  if (!answer.ParseFromString(*bytes)) co_return fail(Errc::BadMessage, "not in the contract");
  co_return answer;
}

}  // namespace maintendue::console
