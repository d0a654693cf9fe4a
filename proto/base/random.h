// Random bytes from the kernel, fit for keys, tickets and ids.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/bytes.h"

namespace maintendue {

Bytes random_bytes(std::size_t count);
std::uint64_t random_number();
// Lower-case hexadecimal digits, two a byte.
std::string to_hex(BytesView bytes);
// Equal in time that does not depend on where they differ.
bool same_secret(BytesView a, BytesView b);

}  // namespace maintendue
