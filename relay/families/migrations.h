// The steps of the families' database.
#pragma once

#include "relay/database/migration.h"

namespace maintendue::relay::families {

// Those of migrations/, beside this file.
std::span<const database::Migration> migrations();

}  // namespace maintendue::relay::families
