// What a slip may hold: slip.proto, in code. Pure.
#pragma once

#include <string_view>

#include "maintendue/v1/slip.pb.h"

namespace maintendue::slip {

bool is_text(std::string_view text);
// Whether it is something that can be shown.
bool is_whole(const v1::Slip& slip);

}  // namespace maintendue::slip
