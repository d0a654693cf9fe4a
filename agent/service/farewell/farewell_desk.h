// The window in which somebody at the PC says for good that no help is wanted, or takes that back.
#pragma once

#include <functional>

#include "agent/service/desktop/offer.h"
#include "agent/service/farewell/farewells.h"
#include "agent/service/state/known_roster.h"

namespace maintendue::agent {

// What the window asks, its one yes does; it then tells what came of it. Lives on `main`.
class FarewellDesk {
 public:
  struct Callbacks {
    std::function<DesktopPtr()> desktop;  // of whoever is at the monitor now; null when nobody is
    std::function<bool()> connected;      // the relay answers
    std::function<void()> said;           // farewells.said() is another
  };

  // All outlive it.
  FarewellDesk(
      net::any_io_executor main,
      wire::Timeline& timeline,
      const KnownRoster& roster,
      Farewells& farewells,
      Callbacks callbacks
  );

  // Ends by cancellation.
  net::awaitable<void> run();
  // callbacks.desktop() has another answer.
  void desktop_changed() { moved_.notify(); }
  // Before a window that asks for help: whether help is wanted, which is asked when it was not.
  net::awaitable<bool> welcome_back(DesktopPtr desktop);

 private:
  net::awaitable<void> wait_for_wish(Desktop& desktop);
  // Tries the disk again, as long as it does not take what was said.
  net::awaitable<void> insist();
  // Until it is closed; or until help is wanted again, when that is all that matters.
  enum class Stay { UntilClosed, UntilWanted };
  net::awaitable<void> ask(DesktopPtr desktop, v1::Farewell asked, Stay stay);
  local::v1::ServiceToDialog words(const std::string& language, v1::Farewell asked) const;

  wire::Timeline& timeline_;
  const KnownRoster& roster_;
  Farewells& farewells_;
  const Callbacks callbacks_;  // fixed after construction
  v1::Farewell wished_ = v1::FAREWELL_UNSPECIFIED;
  wire::Signal moved_;
  wire::Signal said_;
};

}  // namespace maintendue::agent
