#include "agent/tray/wish.h"

#include <cstdio>

#include "agent/po/catalogue.h"
#include "agent/tray/door.h"

namespace maintendue::tray {

int wish_for_help(const std::string& socket) {
  Result<Door> door = Door::knock(socket);
  if (door && door->send(help_wished())) return 0;
  std::fprintf(
      stderr, "%s\n",
      catalogue::tr(
          "The help on this computer is not running. Restart the computer, then try again."
      )
  );
  return 1;
}

}  // namespace maintendue::tray
