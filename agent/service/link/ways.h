// What the kernel tells of this PC's ways to a network.
#pragma once

#include <ifaddrs.h>

#include <set>
#include <string>

namespace maintendue::agent {

struct Ways {
  bool device = false;  // an interface is there, loopback aside, whether it runs or not
  // "wwan0 10.64.3.7": every address of an interface that runs, but loopback's and link-local ones.
  std::set<std::string> addresses;

  friend bool operator==(const Ways&, const Ways&) = default;
};

// How far the PC gets on its way to the relay.
enum class Reach { Relay, NoDevice, NoNetwork, NoInternet };

// Of what getifaddrs(3) said; null: nothing.
Ways ways_of(const ifaddrs* list);
// Now. None where the kernel refuses.
Ways read_ways();
// `connected`: the relay answers.
Reach reach_of(bool connected, const Ways& ways);

}  // namespace maintendue::agent
