// Whom a family calls, and when, for the windows that say so.
#pragma once

#include "hours/wire.h"
#include "roster/book.h"

namespace maintendue::agent {

// The association's name, its phone and its hours, as the roster says. No hours while the PC's
// clock is behind the roster's own date: today would be another day.
template <class Message>
void tell_contact(const roster::Book& book, WallTime now, Message& out) {
  out.set_organisation(book.trust().organisation());
  if (book.empty()) return;
  const roster::Roster& roster = book.roster();
  out.set_phone(roster.phone);
  const bool clock_right = now >= roster.made;
  if (clock_right && !roster.hours.empty()) *out.mutable_hours() = hours::to_wire(roster.hours);
}

}  // namespace maintendue::agent
