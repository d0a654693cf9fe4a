// Bytes as text for a column of the database (RFC 4648, padded).
#pragma once

#include "base/bytes.h"
#include "base/result.h"

namespace maintendue::relay {

std::string to_base64(BytesView bytes);
// Internal when it is none: then the database is not what we wrote.
Result<Bytes> from_base64(std::string_view text);

}  // namespace maintendue::relay
