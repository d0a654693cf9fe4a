// The steps of the relay's database.
#pragma once

#include "relay/database/migration.h"

namespace maintendue::relay {

// Those of migrations/, beside this file.
std::span<const database::Migration> migrations();

}  // namespace maintendue::relay
