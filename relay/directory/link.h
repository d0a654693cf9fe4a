// How the relay speaks to one machine that is here.
#pragma once

#include <chrono>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "relay/records/help.h"

namespace maintendue::relay {

// Lives on `main`. Nothing here waits: what is said is queued for the machine.
class Link {
 public:
  virtual ~Link() = default;

  // `resumes`: the machine holds that session already, and its line was cut.
  virtual void offer(SessionId session, Bytes ticket, bool resumes) = 0;
  // There is a newer roster: a serialized v1::RosterNews.
  virtual void tell_roster(const Bytes& news) = 0;
  // What is kept of a request for help that the machine made.
  virtual void tell_help(const HelpEntry& entry) = 0;
  // The relay is stopping. The link ends once this is said.
  virtual void come_back_in(std::chrono::milliseconds time) = 0;
  // Ends the link; the machine sees `why`. The first reason wins.
  virtual void end(Errc why) = 0;
};

}  // namespace maintendue::relay
