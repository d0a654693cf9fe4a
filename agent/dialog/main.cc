// maintendue-dialog: started by the tray with its line to the service as descriptor 3.
#include <csignal>

#include "agent/dialog/dialog.h"
#include "base/parent.h"
#include "base/private_memory.h"

int main() {
  maintendue::keep_memory_private();
  if (!maintendue::follow_parent(SIGTERM)) return 0;  // no window outlives the tray
  return maintendue::dialog::run(3);
}
