#include "session_log/chain.h"

#include <openssl/sha.h>

namespace maintendue::session_log {

Bytes sha256(BytesView bytes) {
  Bytes hash(kHashBytes, '\0');
  SHA256(
      reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
      reinterpret_cast<unsigned char*>(hash.data())
  );
  return hash;
}

Bytes hash_of(BytesView words, BytesView bytes) {
  Bytes all(words);
  all += '\0';
  all += bytes;
  return sha256(all);
}

Bytes mark_of(BytesView entry) {
  return hash_of("maintendue session log mark", entry).substr(0, kMarkBytes);
}

bool Chain::append(Bytes entry) {
  if (entries_.size() == kMostEntries || entry.empty() || entry.size() > kLongestEntry) {
    return false;
  }
  last_hash_ = hash_of("maintendue session log entry", last_hash_ + entry);
  marks_ += mark_of(entry);
  bytes_ += entry.size();
  entries_.push_back(std::move(entry));
  return true;
}

}  // namespace maintendue::session_log
