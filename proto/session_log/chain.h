// A hash chain of entries. Entries are bytes, hashed as they are kept (session_log.proto).
#pragma once

#include <cstdint>
#include <vector>

#include "base/bytes.h"

namespace maintendue::session_log {

constexpr std::size_t kHashBytes = 32;
constexpr std::size_t kMarkBytes = 8;
constexpr std::size_t kLongestEntry = 512;
constexpr std::size_t kMostEntries = 400;
constexpr std::size_t kLongestLog = 48 * 1024;  // a serialized SessionLog

Bytes sha256(BytesView bytes);
// `words`, a zero byte, then the rest: no hash of one kind can be taken for one of another.
Bytes hash_of(BytesView words, BytesView bytes);
Bytes mark_of(BytesView entry);

class Chain {
 public:
  // Nothing but a longer chain than kMostEntries, an empty entry or one over kLongestEntry is
  // refused; the chain is then as it was.
  bool append(Bytes entry);

  const std::vector<Bytes>& entries() const { return entries_; }
  std::size_t bytes() const { return bytes_; }  // of all entries together
  const Bytes& last_hash() const { return last_hash_; }
  const Bytes& marks() const { return marks_; }

 private:
  std::vector<Bytes> entries_;
  std::size_t bytes_ = 0;
  Bytes last_hash_ = Bytes(kHashBytes, '\0');
  Bytes marks_;
};

}  // namespace maintendue::session_log
