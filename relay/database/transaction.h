// Changes that are on the disk together or not at all.
#pragma once

#include <soci/soci.h>

namespace maintendue::database {

// Takes the write lock at once (BEGIN IMMEDIATE), so that what it reads is what it changes.
class Transaction final {
 public:
  // Throws soci::soci_error, as commit() does.
  explicit Transaction(soci::session& database);
  // Undoes everything, unless it was committed.
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  // On the disk when it returns.
  void commit();

 private:
  soci::session& database_;
  bool committed_ = false;
};

}  // namespace maintendue::database
