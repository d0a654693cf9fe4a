// Clipboard text as RFB carries it: the plain form in Latin-1 and the extended form (zlib, UTF-8,
// CRLF). libvncserver knows the extended form too, but never offers to be notified, so a browser
// would fall back to Latin-1, and it hands over memory it did not fill: hence our own, and the
// library sees none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "agent/screen/posts.h"
#include "base/bytes.h"
#include "base/result.h"

namespace maintendue::screen {

constexpr std::size_t kLongestCutText = 64 * 1024;

// ---- from the viewer
// -------------------------------------------------------------------------------

// The plain form. Nothing for text that is too long.
std::optional<CutText> read_plain_cut_text(BytesView latin1);
// The extended form, from its flags on. Nothing when it has no meaning for us (other formats, text
// too long); BadMessage when it is not what the extension says.
Result<std::optional<Said>> read_extended_cut_text(BytesView body);

// ---- to the viewer: whole messages
// -----------------------------------------------------------------

Bytes cut_text_capabilities();
Bytes cut_text_notice();
Bytes cut_text_request();
Bytes extended_cut_text(const std::string& utf8);
Bytes plain_cut_text(const std::string& utf8);  // what Latin-1 lacks becomes '?'

}  // namespace maintendue::screen
