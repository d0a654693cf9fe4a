// What the service asks of the tray, in our own words.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "base/bytes.h"
#include "base/result.h"

namespace maintendue::tray {

// What was said here for good (farewell.proto); none: help is wanted.
enum class Farewell { Nothing, NoHelp, NotOurs };

// What the icon tells.
struct State {
  bool connected = false;  // the relay answers
  bool watched = false;    // somebody sees the screen
  std::string organisation;
  std::string operator_name;  // who visits
  bool visited = false;       // a session is going on
  bool served = false;        // the service is there, and said so
  std::string phone{};        // of the association; empty: there is none
  Farewell farewell = Farewell::Nothing;

  friend bool operator==(const State&, const State&) = default;
};

// The last is the family's own, and no program of ours.
enum class Program { Dialog, Screen, Browser };

struct Spawn {
  std::uint64_t request_id = 0;
  Program program = Program::Dialog;
  std::string page = {};  // for the browser
};

// How many descriptors a program is given, as 3 and following.
constexpr std::size_t descriptors_for(Program program) {
  switch (program) {
    case Program::Dialog:
      return 1;
    case Program::Screen:
      return 2;
    case Program::Browser:
      break;
  }
  return 0;
}

// The family agreed to a restart of its PC.
struct Restart {};

// Somebody chose that language in a window.
struct Speak {
  std::string language;
};

using Message = std::variant<State, Spawn, Restart, Speak>;

// BadMessage when it is not in the contract.
Result<Message> read_message(BytesView bytes);

Bytes hello(const std::string& language, bool display_present);
Bytes spawned(std::uint64_t request_id, bool ok);
Bytes restart_taken(bool ok);
Bytes stop_pressed();
Bytes card_wished();
Bytes help_wished();
Bytes journal_wished();
// To be said, or taken back (None).
Bytes farewell_wished(Farewell farewell);
Bytes language_chosen(const std::string& language);

}  // namespace maintendue::tray
