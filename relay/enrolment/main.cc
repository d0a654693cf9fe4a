// maintendue-enrolment: from the command line to an exit code.
#include "relay/enrolment/enrolment.h"

int main(int argc, char** argv) {
  using namespace maintendue;
  return server::serve<enrolment::Enrolment>("maintendue-enrolment", {argv + 1, argv + argc});
}
