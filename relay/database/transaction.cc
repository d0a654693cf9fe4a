#include "relay/database/transaction.h"

namespace maintendue::database {

Transaction::Transaction(soci::session& database) : database_(database) {
  database_ << "BEGIN IMMEDIATE";
}

Transaction::~Transaction() {
  if (committed_) return;
  try {
    database_ << "ROLLBACK";
  } catch (const std::exception&) {
    // SQLite has rolled it back by itself (full disk, I/O error): nothing is left to undo.
  }
}

void Transaction::commit() {
  database_ << "COMMIT";
  committed_ = true;
}

}  // namespace maintendue::database
