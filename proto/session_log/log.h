// A session's log while it is written: each event becomes an entry, the last one closes it. No I/O.
#pragma once

#include <optional>

#include "session_log/head.h"

namespace maintendue::session_log {

class Log {
 public:
  // `begun` is the monotonic moment from which entries count.
  Log(About about, SteadyTime begun) : about_(std::move(about)), begun_(begun) {}

  const About& about() const { return about_; }
  const Chain& chain() const { return chain_; }
  bool closed() const { return closed_; }

  // The event as the entry that was appended, to be kept by the caller. Nothing, and one more left
  // out, when there is no room: the second half of the log takes no LogScreen any more, so that
  // neither side can crowd out what the family answered.
  std::optional<Bytes> write(v1::LogEvent event, const Clock& clock);
  // The first entry, from what is known of the session.
  Bytes begin(v1::CallKind call_kind, const std::string& version, const Clock& clock);
  // The last one. There is always room for it. Once.
  Bytes end(v1::EndReason why, const Clock& clock);

 private:
  bool has_room_for(const v1::LogEvent& event) const;
  Bytes append(v1::LogEvent event, const Clock& clock);

  const About about_;
  const SteadyTime begun_;
  Chain chain_;
  std::uint32_t left_out_ = 0;
  bool closed_ = false;
};

// The entry that closes a log whose writer stopped in the middle.
Bytes cut_entry(WallTime now);

// One side's whole log, ready to travel.
v1::SessionLog whole(const Chain& chain, v1::SignedHead head);

}  // namespace maintendue::session_log
