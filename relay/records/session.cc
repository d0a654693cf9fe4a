#include "relay/records/session.h"

#include <algorithm>

namespace maintendue::relay {
namespace {

struct Applied {
  SessionRecord& record;
  WallTime now;

  void operator()(const Asked&) const {}  // a question changes nothing until it is answered

  void operator()(const Answered& news) const {
    (news.scope == Scope::Control ? record.control : record.view) = news.consent;
  }

  void operator()(const Allowed& news) const {
    record.widest = std::max(record.widest, news.scope);
    if (news.scope != Scope::Nothing && record.viewed_from == WallTime{}) record.viewed_from = now;
  }

  void operator()(const Ended& news) const {
    record.reason = news.reason;
    record.ended = now;
  }
};

}  // namespace

void apply(SessionRecord& record, const News& news, WallTime now) {
  if (record.reason == EndReason::NotOver) std::visit(Applied{record, now}, news);
}

}  // namespace maintendue::relay
