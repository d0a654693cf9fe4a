// The thread `rfb`: the family's desk, libvncserver, the operator's hands and clipboard, in one
// poll loop. Nothing of it is touched by the other thread; what that one wants arrives in a
// mailbox.
#pragma once

#include <deque>
#include <memory>
#include <optional>

#include "agent/screen/clipboard_exchange.h"
#include "agent/screen/desk.h"
#include "agent/screen/mailbox.h"
#include "agent/screen/pacing.h"
#include "agent/screen/posts.h"
#include "agent/screen/vnc_server.h"

namespace maintendue::screen {

class RfbLoop final {
 public:
  // Owns `library`, its end of the socket between the threads.
  RfbLoop(int library, Mailbox<ToRfb>& from_filter, Mailbox<ToFilter>& to_filter);
  ~RfbLoop();

  // Returns after Stop or a failure that was posted; by then no key or button is down. Without a
  // desk that failure is NoDisplay. Call once.
  void run(std::unique_ptr<Desk> desk);

 private:
  void turn();
  void take_posts();
  void obey(Orders orders);
  void use_hands();
  bool do_now(const Said& said);
  void show();
  bool send_clipboard_word();
  void capture(SteadyTime now);
  void show_pointer_shape();
  bool pointer_is_elsewhere() const;
  void wait() const;

  Mailbox<ToRfb>& from_filter_;
  Mailbox<ToFilter>& to_filter_;
  int library_;  // until the server owns it
  bool stopped_ = false;
  Orders orders_;
  Pacing pacing_;
  std::deque<Said> said_;              // not done yet: a key that must wait holds back what follows
  SteadyTime hands_free_at_{};         // when the first of said_ may be done
  Point pointer_put_{-1, -1};          // where the operator put the pointer last; nowhere at first
  std::optional<PointerShape> shape_;  // the family's pointer, as last told
  bool dot_shown_ = false;             // the viewer has our dot instead
  ClipboardExchange exchange_;

  std::unique_ptr<Desk> desk_;
  std::unique_ptr<VncServer> server_;  // shows the desk's pixels
};

}  // namespace maintendue::screen
