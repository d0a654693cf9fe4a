// The steps of the ledger's database.
#pragma once

#include "relay/database/migration.h"

namespace maintendue::enrolment {

// Those of migrations/, beside this file.
std::span<const database::Migration> migrations();

}  // namespace maintendue::enrolment
