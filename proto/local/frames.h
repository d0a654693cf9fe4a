// How messages travel between the programs of one PC: `length: 4 bytes big-endian, message`.
#pragma once

#include <optional>

#include "base/bytes.h"
#include "base/result.h"

namespace maintendue::local {

constexpr std::size_t kLongestMessage = 64 * 1024;

Bytes encode(BytesView message);  // at most kLongestMessage (asserted)

// Cuts a byte stream back into messages; any slicing.
class MessageReader {
 public:
  void feed(BytesView bytes);
  // The next whole message, nullopt when more bytes are needed, BadMessage for a length over the
  // limit; after that it stays bad.
  Result<std::optional<Bytes>> next();
  // How many bytes the message under way lacks for sure. Who feeds no more than that knows to which
  // message a byte, and a descriptor that came with it, belongs. Call when next() had none.
  std::size_t lacks() const;

 private:
  Bytes pending_;
};

}  // namespace maintendue::local
