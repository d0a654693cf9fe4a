#include "session_log/log.h"

#include <cassert>

namespace maintendue::session_log {
namespace {

// What an `ended`, the head (4 KiB) and its certificates (8 KiB) may need besides the entries.
constexpr std::size_t kReserve = 14 * 1024;
constexpr std::size_t kMostBytes = kLongestLog - kReserve;

}  // namespace

bool Log::has_room_for(const v1::LogEvent& event) const {
  const bool small = event.event_case() == v1::LogEvent::kScreen;
  const std::size_t part = small ? 2 : 1;
  return chain_.entries().size() < (kMostEntries - 1) / part &&
         chain_.bytes() + kLongestEntry < kMostBytes / part;
}

Bytes Log::append(v1::LogEvent event, const Clock& clock) {
  const auto elapsed =
      std::chrono::duration_cast<std::chrono::milliseconds>(clock.steady() - begun_);
  event.set_wall_ms(to_unix_ms(clock.wall()));
  event.set_elapsed_ms(static_cast<std::uint64_t>(elapsed.count()));
  Bytes entry = event.SerializeAsString();
  const bool taken = chain_.append(entry);
  assert(taken);
  (void)taken;  // the assert is its only reader
  return entry;
}

std::optional<Bytes> Log::write(v1::LogEvent event, const Clock& clock) {
  assert(!closed_);
  if (has_room_for(event)) return append(std::move(event), clock);
  ++left_out_;
  return std::nullopt;
}

Bytes Log::begin(v1::CallKind call_kind, const std::string& version, const Clock& clock) {
  assert(chain_.entries().empty());
  v1::LogEvent event;
  v1::LogBegun& begun = *event.mutable_begun();
  begun.set_session_id(about_.session.value);
  begun.set_machine_id(about_.machine.value);
  begun.set_operator_id(about_.who.value);
  begun.set_operator_key(about_.operator_key);
  begun.set_call_kind(call_kind);
  begun.set_version(version.substr(0, 32));
  return append(std::move(event), clock);
}

Bytes Log::end(v1::EndReason why, const Clock& clock) {
  assert(!closed_);
  closed_ = true;
  v1::LogEvent event;
  event.mutable_ended()->set_reason(why);
  event.mutable_ended()->set_left_out(left_out_);
  return append(std::move(event), clock);
}

Bytes cut_entry(WallTime now) {
  v1::LogEvent event;
  event.set_wall_ms(to_unix_ms(now));
  event.mutable_cut();
  return event.SerializeAsString();
}

v1::SessionLog whole(const Chain& chain, v1::SignedHead head) {
  v1::SessionLog log;
  *log.mutable_head() = std::move(head);
  for (const Bytes& entry : chain.entries()) log.add_entries(entry);
  return log;
}

}  // namespace maintendue::session_log
