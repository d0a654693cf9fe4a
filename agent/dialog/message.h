// What the service tells a window, in our own words. The wire's are in wire.cc only.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "hours/hours.h"
#include "slip/page.h"

namespace maintendue::dialog {

enum class Scope { Nothing, View, Control };
enum class Call { Unknown, Setup, FollowUp1, FollowUp2, FollowUp3, OpenHours };
enum class Ended {
  Unknown,
  ByOperator,
  ByFamily,
  ConsoleLost,
  MachineLost,
  RelayLost,
  DesktopLost,
  NoDisplay,
  LeaseExpired,
  MachineUnreached,
  NotTrusted,
  Broken,
  NeverAllowed,
  RosterStale,
  OperatorRemoved,
  FamilyRefused,
  NotResumed,
  PersonChanged,
  Restarting,
  Farewell,
};

// What a family asks help for, one picture each.
enum class Topic { Internet, Sound, Printing, School, Slow, Message, Keyboard, Other };
// When it would like to be called.
enum class CallBack { Any, Morning, Afternoon, Evening };
// How its request stands.
enum class Stage { Waiting, Received, Taken, Planned, Closed, Cancelled };
enum class Outcome { Unknown, Solved, NotSolved, NotReached, Mistake };
// The way to the relay, as far as the PC sees it.
enum class Reach { Unknown, Up, NoDevice, NoNetwork, NoInternet };

// What kind of device an answer came from.
enum class Means { Pointer, Keyboard, Closed };
enum class Press { Stop, TakeBack, Yes, No, Hide, Show };
// What the banner asks, quietly.
enum class Asks { Nothing, GoOn, Resume, Extend };
// Who holds the picture back for a moment.
enum class Paused { No, LooksAway, CallsBack, Hidden };

struct Question {
  Bytes secret;
  Scope scope = Scope::View;
  std::string operator_name;
  std::string organisation;
  Call call = Call::Unknown;
  WallTime until;
  std::string language;
  std::string number = {};  // to be read aloud instead of an answer; empty: there is none
  Bytes photo = {};         // of the operator; empty: there is none
  std::string phone = {};   // where a family in doubt calls; empty: nowhere
  bool restart = false;     // about a restart, and the operator's coming back behind it
};

struct Banner {
  Bytes secret;
  Scope scope = Scope::Nothing;
  std::string operator_name;
  std::string organisation;
  WallTime until;
  std::string language;
  bool line_cut = false;  // nobody sees anything, whatever the scope
  Asks asks = Asks::Nothing;
  bool press_again = false;   // its yes wants to be pressed once more
  Bytes photo = {};           // as in Question
  unsigned returns_in_s = 0;  // she comes back after a restart; 0: she does not
  Paused paused = Paused::No;
};

struct Notice {
  Ended ended = Ended::Unknown;
  std::string operator_name;
  std::string language;
  // The PC does not restart by itself, and she may come back until then.
  std::optional<WallTime> restart_by_hand = {};
};

struct Keypad {
  Bytes secret;
  std::string operator_name;
  std::string organisation;
  std::string language;
  std::string phone = {};  // as in Question
};

// Whether the digits were the right ones; after the keypad.
struct KeypadVerdict {
  bool right = false;
  std::string language;  // never the first of a window
};

// A place on the screen, in its pixels.
struct Dot {
  int x = 0, y = 0;
  friend bool operator==(const Dot&, const Dot&) = default;
};

// What the operator shows there; to a banner, after its first.
struct Mark {
  enum class Kind { Point, Press, Draw, DrawOn, Away, Wipe };  // as mark.proto says
  Kind kind = Kind::Wipe;
  Dot at = {};           // of no matter for Away and Wipe
  std::string language;  // never the first of a window
};

// What this PC is, to be seen by an operator who stands before it.
struct Card {
  std::string text;    // what the QR code holds
  std::string number;  // the PC's id, 16 hexadecimal digits
  std::string organisation;
  std::string language;
  std::string phone = {};   // as in Question
  hours::Hours hours = {};  // as in HelpDesk
};

enum class SlipAnswer { Yes, No, Again, NotUnderstood, CallMe, Opened };

// What the operator lays on the screen to be read: one of the three.
struct Slip {
  unsigned phrase = 0;                  // of slip.proto's catalogue; 0: none
  std::optional<slip::Page> page = {};  // to be opened
  std::string text = {};                // in her own words
  std::string operator_name = {};
  std::string organisation = {};
  std::string language = {};
  Bytes photo = {};  // as in Question
};

// What came of opening its page; to a slip, after its first.
struct SlipOpened {
  bool ok = false;
  std::string language;  // never the first of a window
};

struct HelpStanding {
  Topic topic = Topic::Other;
  CallBack call_back = CallBack::Any;
  Stage stage = Stage::Waiting;
  std::optional<WallTime> received = {};  // nothing: not to be said
  std::string operator_name = {};
  WallTime call_at = {};               // of Planned
  Outcome outcome = Outcome::Unknown;  // of Closed

  friend bool operator==(const HelpStanding&, const HelpStanding&) = default;
};

struct HelpDesk {
  std::string language;
  std::string organisation;
  std::string phone = {};  // as in Question
  Reach reach = Reach::Unknown;
  std::optional<HelpStanding> standing = {};  // nothing is open
  hours::Hours hours = {};                    // when somebody answers there; empty: nobody has said
};

// What somebody at the PC says for good (farewell.proto); none: help is wanted.
enum class Farewell { Nothing, NoHelp, NotOurs };

// Whether it is to be said; then, that it was.
struct FarewellDesk {
  std::string language;
  std::string organisation;
  std::string phone = {};              // as in Question
  hours::Hours hours = {};             // as in HelpDesk
  Farewell asked = Farewell::Nothing;  // what a yes says
  Farewell stands = Farewell::Nothing;
  bool unkept = false;  // not on the disk
  bool untold = false;  // the association does not know yet
};

// A session that there was.
struct Visit {
  WallTime begun;
  std::string operator_name;
  Call call = Call::Unknown;
  Scope allowed = Scope::Nothing;  // the most
  bool shown = false;              // the picture could leave
  std::chrono::milliseconds lasted{0};
  Ended ended = Ended::Unknown;
  bool came_back = false;  // behind a restart
  bool cut = false;        // nobody knows how long it lasted, or how it ended
};

struct Journal {
  std::string language;
  std::string organisation;
  std::vector<Visit> visits = {};  // newest first
  bool more = false;               // there are earlier ones
  bool unread = false;             // there may be others, which can't be read
};

using Message = std::variant<
    Question,
    Banner,
    Notice,
    Keypad,
    KeypadVerdict,
    Card,
    HelpDesk,
    FarewellDesk,
    Journal,
    Mark,
    Slip,
    SlipOpened>;

}  // namespace maintendue::dialog
