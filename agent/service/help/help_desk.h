// The window with the pictures, on the screen of whoever wishes for help at the PC.
#pragma once

#include <functional>

#include "agent/service/desktop/offer.h"
#include "agent/service/help/help_calls.h"
#include "agent/service/link/ways.h"
#include "wire/signal.h"

namespace maintendue::agent {

// One window at a time, kept up to date while it stands; what is pressed in it goes to the request,
// and what the relay tells of that comes back to it. In another language it is another window.
// Lives on `main`.
class HelpDesk {
 public:
  struct Callbacks {
    std::function<DesktopPtr()> desktop;  // of whoever is at the monitor now; null when nobody is
    std::function<Reach()> reach;
    std::function<void()> to_say;       // calls.to_say() may have something
    std::function<void()> pressed;      // the family waits
    std::function<bool()> help_wanted;  // else no window stands, and nothing is asked
    // Before the window: whether it may open there.
    std::function<net::awaitable<bool>(DesktopPtr)> may_open;
  };

  // All outlive it.
  HelpDesk(
      net::any_io_executor main,
      wire::Timeline& timeline,
      const KnownRoster& roster,
      HelpCalls& calls,
      Callbacks callbacks
  );

  // Ends by cancellation.
  net::awaitable<void> run();
  // callbacks.desktop() has another answer.
  void desktop_changed() { moved_.notify(); }
  // What the window shows may be otherwise now.
  void refresh();
  // Nobody is wanted any more: what was asked is cancelled, and the window goes.
  void farewell();
  // The relay's.
  void told(const v1::HelpNews& news);

 private:
  // The window, in one language after the other, until it is closed.
  net::awaitable<void> keep(DesktopPtr desktop);
  // Whether it is wanted once more, in another language.
  net::awaitable<bool> show(DesktopPtr desktop);
  net::awaitable<void> mind_the_clock();
  void take(const local::v1::HelpPressed& pressed, Desktop& desktop);
  local::v1::ServiceToDialog words() const;

  wire::Timeline& timeline_;
  const KnownRoster& roster_;
  HelpCalls& calls_;
  const Callbacks callbacks_;          // fixed after construction
  std::unique_ptr<LocalLine> window_;  // while one stands
  std::string language_;               // that it speaks
  Bytes shown_;                        // what it was told last
  wire::Signal moved_;
  wire::Signal changed_;
};

}  // namespace maintendue::agent
