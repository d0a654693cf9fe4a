// The thread `filter`: owns the two sockets to the service and one end of the socket to the rfb
// thread. Never blocks on any of them. Decides what passes: inward by RfbFilter, outward by scope
// and by room.
//
// Outward it holds at most one piece (kLongestPiece): the rfb thread makes the next one only after
// Room, which is posted when the last piece has left and the kernel says that the way out is nearly
// empty.
#pragma once

#include <optional>

#include "agent/screen/mailbox.h"
#include "agent/screen/posts.h"
#include "agent/screen/rfb_filter.h"
#include "agent/screen/service_socket.h"

namespace maintendue::screen {

// How the program ended, as its exit code.
enum class Ending { Over = 0, Usage = 2, NoDisplay = 3, BadMessage = 4, DisplayLost = 5 };

class FilterLoop final {
 public:
  // `library` is our end of the socket between the threads; owned by the caller, as the others are.
  FilterLoop(
      int viewer,
      int service,
      int told_to_go,
      int library,
      Mailbox<ToRfb>& to_rfb,
      Mailbox<ToFilter>& from_rfb
  );

  // Runs the session; returns when the viewer's or the service's descriptor closed, `told_to_go`
  // can be read, or something failed. Call once.
  Ending run();

 private:
  void poll_once();
  void read_service();
  void read_viewer();
  void read_rfb_news();
  void read_library();
  void write_viewer();
  void write_library();
  void grant_room();
  void obey(Orders orders);
  void end(Ending why);

  const int viewer_, told_to_go_, library_;
  Mailbox<ToRfb>& to_rfb_;
  Mailbox<ToFilter>& from_rfb_;
  ServiceSocket service_;
  RfbFilter filter_;
  Orders orders_;
  Bytes to_viewer_;          // at most one piece
  Bytes to_library_;         // the library's three kinds of message
  bool piece_done_ = false;  // the rfb thread waits for Room
  std::optional<Ending> ending_;
};

}  // namespace maintendue::screen
