// Bytes as they travel: a serialized message, a sealed frame, a key in DER.
#pragma once

#include <string>
#include <string_view>

namespace maintendue {

using Bytes = std::string;
using BytesView = std::string_view;

}  // namespace maintendue
