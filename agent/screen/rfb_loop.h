// The thread `rfb`: the X connection, libvncserver, the operator's hands and clipboard, in one poll
// loop. Nothing of it is touched by the other thread; what that one wants arrives in a mailbox.
#pragma once

#include <deque>
#include <memory>
#include <optional>

#include "agent/screen/clipboard_exchange.h"
#include "agent/screen/mailbox.h"
#include "agent/screen/pacing.h"
#include "agent/screen/posts.h"
#include "agent/screen/vnc_server.h"
#include "agent/screen/x11_clipboard.h"
#include "agent/screen/x11_display.h"
#include "agent/screen/x11_screen.h"
#include "agent/screen/xtest_input.h"

namespace maintendue::screen {

class RfbLoop final {
 public:
  // Owns `library`, its end of the socket between the threads.
  RfbLoop(int library, Mailbox<ToRfb>& from_filter, Mailbox<ToFilter>& to_filter);
  ~RfbLoop();

  // Returns after Stop or a failure that was posted; by then no key or button is down. Call once.
  void run();

 private:
  bool open_display();
  void turn();
  void take_posts();
  void obey(Orders orders);
  void use_hands();
  bool do_now(const Said& said);
  void take_x_events();
  void show();
  bool send_clipboard_word();
  void capture(SteadyTime now);
  bool pointer_is_elsewhere() const;
  void wait() const;

  Mailbox<ToRfb>& from_filter_;
  Mailbox<ToFilter>& to_filter_;
  int library_;  // until the server owns it
  bool stopped_ = false;
  Orders orders_;
  Pacing pacing_;
  std::deque<Said> said_;       // not done yet: a key that must wait holds back what follows
  SteadyTime hands_free_at_{};  // when the first of said_ may be done
  bool dot_shown_ = false;      // the viewer has our dot instead of the family's pointer
  ClipboardExchange exchange_;

  std::unique_ptr<X11Display> display_;
  std::unique_ptr<X11Screen> screen_;
  std::unique_ptr<X11Clipboard> clipboard_;
  std::unique_ptr<XTestInput> hands_;
  std::unique_ptr<VncServer> server_;
};

}  // namespace maintendue::screen
