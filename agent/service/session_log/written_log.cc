#include "agent/service/session_log/written_log.h"

#include "agent/service/session_log/own_clock.h"

namespace maintendue::agent {
namespace {

constexpr std::size_t kLongestHead = 14 * 1024;  // session_log.proto, SignedHead

// What the log says of it; nothing of the end, which close() writes.
struct Entry {
  const Bytes& operator_key;

  std::optional<v1::LogEvent> operator()(const Asked& news) const {
    v1::LogEvent event;
    event.set_asked(to_wire(news.scope));
    return event;
  }
  std::optional<v1::LogEvent> operator()(const Answered& news) const {
    v1::LogEvent event;
    v1::LogAnswer& out = *event.mutable_answered();
    out.set_scope(to_wire(news.scope));
    out.set_answer(news.answer);
    out.set_text_hash(news.text_hash);
    out.set_language(news.language);
    out.set_device(news.device);
    out.set_operator_key(operator_key);
    return event;
  }
  std::optional<v1::LogEvent> operator()(const Allowed& news) const {
    v1::LogEvent event;
    event.set_allowed(to_wire(news.scope));
    return event;
  }
  std::optional<v1::LogEvent> operator()(const Verified& news) const {
    v1::LogEvent event;
    event.mutable_verification()->set_right(news.right);
    return event;
  }
  std::optional<v1::LogEvent> operator()(const PersonChanged& news) const {
    v1::LogEvent event;
    event.set_person(news.now);
    return event;
  }
  std::optional<v1::LogEvent> operator()(const Checked& news) const {
    v1::LogEvent event;
    event.mutable_checked()->set_what(news.what);
    event.mutable_checked()->set_answer(news.answer);
    return event;
  }
  std::optional<v1::LogEvent> operator()(const Restarting& news) const {
    v1::LogEvent event;
    v1::LogRestart& out = *event.mutable_restart();
    out.set_what(news.what);
    out.set_answer(news.answer);
    out.set_text_hash(news.text_hash);
    out.set_language(news.language);
    out.set_device(news.device);
    return event;
  }
  std::optional<v1::LogEvent> operator()(const Ended&) const { return std::nullopt; }
};

bool same(const ScreenRules& a, const ScreenRules& b) {
  const bool shown_a = a.scope != lease::Scope::Nothing, shown_b = b.scope != lease::Scope::Nothing;
  return shown_a == shown_b && a.input_suspended == b.input_suspended;
}

}  // namespace

WrittenLog::WrittenLog(SessionLogs& logs, session_log::Log log, log_folder::LogFile file)
    : logs_(logs), log_(std::move(log)), file_(std::move(file)) {}

WrittenLog::~WrittenLog() { logs_.closed(log_.about()); }

v1::LogStanding WrittenLog::standing() const { return logs_.standing(log_.about().counter); }

Result<void> WrittenLog::write(v1::LogEvent event) {
  if (log_.closed()) return {};  // what is told of the end, the end has told
  const bool may_be_missing = event.event_case() == v1::LogEvent::kScreen;
  const std::optional<Bytes> entry =
      log_.write(std::move(event), OwnClock(logs_.clock_, *logs_.machine_));
  if (entry) return file_.add_entry(*entry);
  if (may_be_missing) return {};
  return fail(Errc::Overloaded, "more happened in this session than its log can hold");
}

Result<void> WrittenLog::saw(const News& news) {
  if (const auto* allowed = std::get_if<Allowed>(&news)) {
    if (allowed->scope == allowed_) return {};
    allowed_ = allowed->scope;
  }
  std::optional<v1::LogEvent> event = std::visit(Entry{log_.about().operator_key}, news);
  if (!event) return {};
  return write(std::move(*event));
}

Result<void> WrittenLog::saw(ScreenRules rules) {
  if (rules_ && same(*rules_, rules)) return {};
  rules_ = rules;
  v1::LogEvent event;
  event.mutable_screen()->set_shown(rules.scope != lease::Scope::Nothing);
  event.mutable_screen()->set_input_suspended(rules.input_suspended);
  return write(std::move(event));
}

Result<v1::SignedHead> WrittenLog::close(v1::EndReason why) {
  const OwnClock clock(logs_.clock_, *logs_.machine_);
  Result<void> added = file_.add_entry(log_.end(why, clock));
  if (!added) return tl::unexpected(added.error());
  const log_folder::Signer signer = logs_.signer();
  v1::SignedHead head = session_log::sign_head(
      log_.about(), log_.chain(), false, clock.wall(), signer.key, signer.certificate_chain
  );
  added = file_.add_our_head(head);
  if (!added) return tl::unexpected(added.error());
  return head;
}

void WrittenLog::keep(v1::SignedHead theirs) {
  if (theirs_kept_ || theirs.ByteSizeLong() > kLongestHead) return;
  theirs_kept_ = true;
  (void)file_.add_their_head(theirs);  // best effort, as its coming here was
}

}  // namespace maintendue::agent
