// The failures that another person, machine or network can cause, by name.
#pragma once

#include <string>
#include <string_view>

namespace maintendue {

enum class Errc {
  PeerGone,            // the other side left
  TimedOut,            // the other side did not answer in time
  Cancelled,           // we stopped it ourselves
  ConsentDenied,       // the family said no, or said nothing
  ConsentExpired,      // the time the family allowed is over
  NotAllowed,          // the caller may not do this
  NotTrusted,          // the other side could not prove who it is
  NotFound,            // no such thing
  BadMessage,          // what was said is not in the contract
  MachineOff,          // the PC has no link to the relay
  MachineBusy,         // somebody is already with that family
  MachineQuarantined,  // two PCs hold that machine's key
  MachineRevoked,      // that machine is not let in any more
  MachineOfAnother,    // somebody else looks after that PC
  RelayUnreachable,    // the relay does not answer
  WrongPassphrase,     // it does not open the key
  TryLater,            // too many tries; wait
  NotVerified,         // nobody who counts has verified this PC
  KeyChanged,          // another key answered in this PC's place
  OutOfDate,           // it is older than what is known already, or too old to count
  Overloaded,          // a limit is reached; come back
  NoRoom,              // as much is kept as is to be kept; something has to go first
  Internal,            // our own fault, or the machine's
};

// `detail` is for logs, never for the screen: people read a sentence chosen by `code`.
struct Error {
  Errc code;
  std::string detail;

  friend bool operator==(const Error& a, const Error& b) { return a.code == b.code; }
};

// "machine_off" for Errc::MachineOff: the name used on the wire and as a key of the catalogues.
std::string_view name(Errc code);
// The code of that name; Internal for a name nobody knows.
Errc errc_named(std::string_view name);

}  // namespace maintendue
