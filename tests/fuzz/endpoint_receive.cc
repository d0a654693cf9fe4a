#include "seal/endpoint.h"
#include "support/organisation.h"
#include "target.h"

namespace maintendue::fuzz {
namespace {

struct Ends {
  test::Organisation organisation;
  test::Holder nadia = organisation.operator_named();
  test::Holder machine = organisation.machine();

  seal::Endpoint end(seal::Role role) const {
    const test::Holder& who = role == seal::Role::Client ? nadia : machine;
    const auto anybody = [](const std::string&) { return Result<void>(); };
    return seal::Endpoint(role, {who.key, who.chain}, anybody);
  }
};

const Ends& ends() {
  static const Ends one;
  return one;
}

}  // namespace

// The first byte chooses the end, the rest comes in three slices. Nobody who only repeats and
// changes what others said gets through the handshake.
void feed(BytesView bytes) {
  if (bytes.empty()) return;
  seal::Endpoint end = ends().end(bytes[0] % 2 == 0 ? seal::Role::Server : seal::Role::Client);
  bytes.remove_prefix(1);
  const std::size_t third = bytes.size() / 3;
  for (const BytesView slice :
       {bytes.substr(0, third), bytes.substr(third, third), bytes.substr(2 * third)}) {
    const Result<Bytes> heard = end.receive(slice);
    must(!heard || heard->empty(), "no plaintext before the handshake");
    (void)end.take_outgoing();  // whatever it answers
  }
  must(!end.ready(), "not ready");
}

std::vector<Bytes> seeds() {
  seal::Endpoint console = ends().end(seal::Role::Client);
  seal::Endpoint pc = ends().end(seal::Role::Server);
  const Bytes hello = console.take_outgoing();
  (void)pc.receive(hello);
  const Bytes answer = pc.take_outgoing();
  (void)console.receive(answer);
  const Bytes last = console.take_outgoing();
  return {Bytes(1, '\0') + hello, Bytes(1, '\1') + answer, Bytes(1, '\0') + hello + last};
}

}  // namespace maintendue::fuzz
