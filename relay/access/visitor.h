// Somebody the relay knows: a machine by its certificate, an operator by hers and by the roster.
#pragma once

#include <variant>

#include "identity/peer.h"

namespace maintendue::relay {

using Visitor = std::variant<identity::Machine, identity::Operator>;

}  // namespace maintendue::relay
