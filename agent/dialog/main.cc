// maintendue-dialog: started by the tray with its line to the service as descriptor 3.
#include <sys/prctl.h>

#include <csignal>

#include "agent/dialog/dialog.h"

int main() {
  prctl(PR_SET_PDEATHSIG, SIGTERM);  // no window outlives the tray that answers for it
  return maintendue::dialog::run(3);
}
