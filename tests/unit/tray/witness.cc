// Stands in the place of a program that the tray starts: tells on descriptor 3 which descriptors it
// was given, says a word on descriptor 4 when there is one, then waits until 3 is closed.
#include <fcntl.h>
#include <unistd.h>

#include <string>

int main() {
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
