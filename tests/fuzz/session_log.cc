#include "session_log/history.h"
#include "support/session_logs.h"
#include "target.h"

namespace maintendue::fuzz {
namespace {

// Two sessions of a PC, and their export.
struct Kept {
  test::LogScene scene;
  v1::LogExport file;

  Kept() {
    file.set_machine_id(scene.machine.id);
    for (std::uint64_t id = 1; id <= 2; ++id) {
      v1::ExportedSession& one = *file.add_sessions();
      *one.mutable_logs() = scene.session(id);
      one.set_end_reason(v1::END_REASON_OPERATOR);
    }
  }
};

const Kept& kept() {
  static const Kept one;
  return one;
}

// The log of that side and session as it was written, for comparison.
bool was_written(const v1::StoredLogs& given) {
  for (const v1::ExportedSession& one : kept().file.sessions()) {
    if (one.logs().session_id() != given.session_id()) continue;
    v1::SessionLog pc, console, their_pc, their_console;
    pc.ParseFromString(one.logs().machine_log());
    console.ParseFromString(one.logs().console_log());
    their_pc.ParseFromString(given.machine_log());
    their_console.ParseFromString(given.console_log());
    const auto same = [](const v1::SessionLog& a, const v1::SessionLog& b) {
      if (a.entries_size() != b.entries_size() || a.head().head() != b.head().head()) return false;
      return std::equal(a.entries().begin(), a.entries().end(), b.entries().begin());
    };
    return same(pc, their_pc) && same(console, their_console);
  }
  return false;
}

}  // namespace

// Whatever is changed in an export, two logs that are told to agree are the two that were signed.
void feed(BytesView bytes) {
  const auto history = session_log::look_at_export(bytes, kept().scene.trust);
  if (!history) return;
  v1::LogExport file;
  must(file.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())), "an export is one");
  must(history->sessions.size() == static_cast<std::size_t>(file.sessions_size()), "each is told");
  for (std::size_t at = 0; at < history->sessions.size(); ++at) {
    const session_log::Finding& finding = history->sessions[at];
    if (finding.verdict != session_log::Verdict::Agree) continue;
    must(was_written(file.sessions(static_cast<int>(at)).logs()), "what agrees was signed so");
  }
}

std::vector<Bytes> seeds() { return {kept().file.SerializeAsString()}; }

}  // namespace maintendue::fuzz
