// The tray's line to the service: messages both ways, and the descriptors that come with them.
#pragma once

#include <string>
#include <vector>

#include "agent/tray/descriptor.h"
#include "agent/tray/message.h"
#include "local/frames.h"

namespace maintendue::tray {

struct Delivery {
  Message message;
  std::vector<Descriptor> descriptors;  // those that travelled with this very message
};

// One connection. Never blocks; lives on the tray's loop, which polls descriptor().
class Door {
 public:
  // PeerGone when nobody listens at `path`.
  static Result<Door> knock(const std::string& path);
  explicit Door(Descriptor socket) : socket_(std::move(socket)) {}

  int descriptor() const { return socket_.get(); }
  // The next message; Cancelled when none is there yet; PeerGone, BadMessage when it is over.
  Result<Delivery> receive();
  // False when the service does not read: it is over.
  bool send(BytesView message);

 private:
  Result<void> take_in();

  Descriptor socket_;
  local::MessageReader reader_;
  std::vector<Descriptor> travelling_;  // came with the message under way
};

}  // namespace maintendue::tray
