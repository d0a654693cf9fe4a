// Descriptor 4: orders in, news out. Lives on `filter`, never blocks.
#pragma once

#include <optional>

#include "agent/screen/orders.h"
#include "agent/screen/posts.h"
#include "base/bytes.h"
#include "base/result.h"
#include "local/frames.h"

namespace maintendue::screen {

class ServiceSocket final {
 public:
  explicit ServiceSocket(int descriptor) : descriptor_(descriptor) {}

  int descriptor() const { return descriptor_; }
  // Reads what is there. The newest orders win; nothing when none are complete. PeerGone at the
  // end, BadMessage for what is not in the contract.
  Result<std::optional<Orders>> read();

  void tell(const Ready& ready);
  void tell(const Failed& failed);
  bool waits_to_write() const { return !outgoing_.empty(); }
  void write();  // what fits now; a peer that left is seen by read()

 private:
  const int descriptor_;
  local::MessageReader incoming_;
  Bytes outgoing_;  // two short messages at most
};

}  // namespace maintendue::screen
