// What this program may still ask of the kernel once a stranger's bytes can reach it.
#pragma once

namespace maintendue::screen {

// Confines every thread of the process for the rest of its life: it reads and writes what it has
// open, and gets memory to do so. A look for a file finds nothing. Whatever else is asked for, a
// socket, a program, a file to write, another process, memory that can run, kills the process at
// once. Threads and the display must be there by now.
void confine();

}  // namespace maintendue::screen
