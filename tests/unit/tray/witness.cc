// Stands in the place of a program that the tray starts: tells on descriptor 3 which descriptors it
// was given, says a word on descriptor 4 when there is one, then waits until 3 is closed. Says
// nothing when it was not told whose child it is.
#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

int main() {
  const char* started_by = getenv("MAINTENDUE_PARENT");
  if (started_by == nullptr || atoi(started_by) != getppid()) return 1;
  std::string open;
  for (int number = 0; number < 256; ++number) {
    if (fcntl(number, F_GETFD) >= 0) open += std::to_string(number) + " ";
  }
  open += '\n';
  if (write(3, open.data(), open.size()) < 0) return 1;
  if (fcntl(4, F_GETFD) >= 0 && write(4, "four\n", 5) < 0) return 1;
  char ignored;
  while (read(3, &ignored, 1) > 0) {
  }
  return 0;
}
