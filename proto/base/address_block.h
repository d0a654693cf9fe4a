// Who counts as one when addresses are counted.
#pragma once

#include "base/bytes.h"

namespace maintendue {

// Of an IP address as it travels, 4 or 16 bytes: an IPv4 address whole, also when it is written as
// IPv6; of IPv6 the first 64 bits, since whoever has one address has all that share them.
inline BytesView address_block(BytesView address) {
  constexpr BytesView kMappedIpv4{"\0\0\0\0\0\0\0\0\0\0\xFF\xFF", 12};
  if (address.starts_with(kMappedIpv4)) return address.substr(kMappedIpv4.size());
  return address.substr(0, 8);
}

}  // namespace maintendue
