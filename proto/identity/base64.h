// Bytes as text (RFC 4648, section 4), for where only text can be kept.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

namespace maintendue::identity {

std::string to_base64(BytesView bytes);
// BadMessage when it is not that, whole and padded.
Result<Bytes> from_base64(std::string_view text);

}  // namespace maintendue::identity
