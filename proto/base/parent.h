// A program that has no use without the one that started it.
#pragma once

namespace maintendue {

// Where a parent writes its process id into its child's environment.
inline constexpr auto kParentVariable = "MAINTENDUE_PARENT";

// From now on `signal` comes when the parent ends. False when it has ended already, as far as
// kParentVariable tells: then no signal comes any more.
bool follow_parent(int signal);

}  // namespace maintendue
