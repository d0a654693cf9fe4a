#include "agent/service/help/help_calls.h"

#include <algorithm>

#include "agent/service/help/kept_help.h"
#include "base/log.h"
#include "base/random.h"

namespace maintendue::agent {
namespace {

namespace pc = maintendue::local::v1;

constexpr auto kComponent = "agent.help";
constexpr std::size_t kIdBytes = 8;
constexpr std::chrono::hours kClocksAgree{24};
constexpr std::uint32_t kMostAhead = 1000;  // more than a disk that fails can lose

std::string tag_of(const std::string& language) {
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  const bool tag = (language.size() == 2 || language.size() == 3) &&
                   std::all_of(language.begin(), language.end(), letter);
  return tag ? language : "fr";
}

void say_answer(const help::Answer& answer, const roster::Book& book, pc::HelpStanding& out) {
  switch (answer.kind) {
    case v1::HELP_ANSWER_KIND_PLANNED:
      out.set_stage(pc::HelpStanding::PLANNED);
      out.set_call_at_ms(to_unix_ms(*answer.call_at));
      break;
    case v1::HELP_ANSWER_KIND_CLOSED:
      out.set_stage(pc::HelpStanding::CLOSED);
      out.set_outcome(answer.outcome);
      break;
    default:
      out.set_stage(pc::HelpStanding::TAKEN);
  }
  out.set_operator_name(book.roster().member(answer.by)->who.name);  // it counts
}

}  // namespace

HelpCalls::HelpCalls(
    const wire::Timeline& timeline,
    std::shared_ptr<const MachineState> machine,
    const KnownRoster& roster,
    std::filesystem::path folder
)
    : timeline_(timeline),
      machine_(std::move(machine)),
      roster_(roster),
      folder_(std::move(folder)) {
  if (Result<pc::KeptHelp> kept = load_help(folder_); kept) kept_ = std::move(*kept);
  end_seen_ = kept_ && kept_->request().cancelled();  // by whoever cancelled it
}

bool HelpCalls::press(v1::HelpTopic topic, const std::string& language) {
  if (topic == v1::HELP_TOPIC_UNSPECIFIED || !v1::HelpTopic_IsValid(topic)) return false;
  if (open()) {
    if (kept_->request().topic() == topic) {
      if (!on_disk_) keep();
      return false;
    }
    kept_->mutable_request()->set_topic(topic);
    change();
    return true;
  }
  kept_.emplace();
  v1::HelpRequest& request = *kept_->mutable_request();
  request.set_help_id(to_hex(random_bytes(kIdBytes)));
  request.set_revision(1);
  request.set_topic(topic);
  request.set_language(tag_of(language));
  request.set_asked_ms(to_unix_ms(timeline_.wall()));
  end_seen_ = false;
  said_ = 0;
  log::event(kComponent, log::Level::info, "help asked for", {{"help", request.help_id()}});
  keep();
  return true;
}

bool HelpCalls::wish(v1::CallBack when) {
  if (!open() || !v1::CallBack_IsValid(when) || kept_->request().call_back() == when) return false;
  kept_->mutable_request()->set_call_back(when);
  change();
  return true;
}

bool HelpCalls::cancel() {
  if (!open()) return false;
  kept_->mutable_request()->set_cancelled(true);
  end_seen_ = false;
  log::event(
      kComponent, log::Level::info, "help needed no more", {{"help", kept_->request().help_id()}}
  );
  change();
  return true;
}

bool HelpCalls::speak(const std::string& language) {
  if (!open() || kept_->request().language() == tag_of(language)) return false;
  kept_->mutable_request()->set_language(tag_of(language));
  change();
  return true;
}

void HelpCalls::end_seen() {
  if (!kept_ || open()) return;
  end_seen_ = true;
  forget_if_over();
}

bool HelpCalls::wanted() const {
  if (!kept_) return false;
  const v1::HelpRequest& request = kept_->request();
  if (said_ == request.revision()) return false;
  if (open()) return true;
  return request.cancelled() && kept_->revision_kept() < request.revision();
}

std::optional<v1::HelpRequest> HelpCalls::to_say() {
  if (!wanted() || (resume_ && timeline_.steady() < *resume_)) return std::nullopt;
  resume_.reset();
  if (!on_disk_) keep();
  said_ = kept_->request().revision();
  return kept_->request();
}

std::optional<SteadyTime> HelpCalls::due() const { return wanted() ? resume_ : std::nullopt; }

bool HelpCalls::told(const v1::HelpNews& news) {
  if (!kept_ || news.help_id() != kept_->request().help_id()) return false;
  if (news.too_many()) {
    log::event(kComponent, log::Level::warning, "the relay does not keep the request for help");
    resume_ = timeline_.steady() + kTooMany;
    said_ = 0;
    return false;
  }
  const std::string before = kept_->SerializeAsString();
  v1::HelpRequest& request = *kept_->mutable_request();
  // The relay kept what this disk did not. What the window shows is what is meant.
  const bool ahead =
      news.revision() > request.revision() && news.revision() - request.revision() <= kMostAhead;
  if (ahead && !caught_up_) {
    caught_up_ = true;
    request.set_revision(news.revision() + 1);
  }
  const std::uint32_t keeps = std::min(news.revision(), request.revision());
  kept_->set_revision_kept(std::max(kept_->revision_kept(), keeps));
  if (date_from_ms(news.received_ms())) kept_->set_received_ms(news.received_ms());
  const bool answered = take_answer(news.signed_answer());
  if (kept_->SerializeAsString() == before) return false;
  if (answered) {
    log::event(kComponent, log::Level::info, "help answered", {{"help", request.help_id()}});
  }
  keep();
  forget_if_over();
  return true;
}

bool HelpCalls::take_answer(const Bytes& signed_answer) {
  if (signed_answer.empty() || signed_answer == kept_->signed_answer()) return false;
  const Result<help::Answer> next = help::check(signed_answer, roster_.book(), now());
  const bool ours = next && next->machine.value == machine_->machine_id &&
                    next->help_id == kept_->request().help_id();
  if (!ours || !help::follows(*next, answer())) {
    log::event(
        kComponent, log::Level::warning, "an answer that does not count",
        {{"help", kept_->request().help_id()},
         {"detail", next ? "of another request, or too late" : next.error().detail}}
    );
    return false;
  }
  kept_->set_signed_answer(signed_answer);
  return true;
}

std::optional<help::Answer> HelpCalls::answer() const {
  if (kept_->signed_answer().empty()) return std::nullopt;
  Result<help::Answer> counts = help::check(kept_->signed_answer(), roster_.book(), now());
  const bool ours = counts && counts->machine.value == machine_->machine_id &&
                    counts->help_id == kept_->request().help_id();
  return ours ? std::optional(std::move(*counts)) : std::nullopt;
}

std::optional<pc::HelpStanding> HelpCalls::standing() const {
  if (!kept_) return std::nullopt;
  const v1::HelpRequest& request = kept_->request();
  if (request.cancelled() && end_seen_) return std::nullopt;
  pc::HelpStanding out;
  out.set_topic(request.topic());
  out.set_call_back(request.call_back());
  out.set_asked_ms(request.asked_ms());
  if (request.cancelled()) {
    out.set_stage(pc::HelpStanding::CANCELLED);
  } else if (const auto counts = answer()) {
    say_answer(*counts, roster_.book(), out);
  } else if (kept_->revision_kept() < request.revision()) {
    if (!on_disk_) return std::nullopt;
    out.set_stage(pc::HelpStanding::WAITING);
  } else {
    out.set_stage(pc::HelpStanding::RECEIVED);
    const WallTime received = from_unix_ms(kept_->received_ms());
    const auto apart = std::chrono::abs(timeline_.wall() - received);
    if (apart <= kClocksAgree) out.set_received_ms(kept_->received_ms());
  }
  return out;
}

bool HelpCalls::open() const {
  if (!kept_ || kept_->request().cancelled()) return false;
  const auto counts = answer();
  return !counts || counts->kind != v1::HELP_ANSWER_KIND_CLOSED;
}

void HelpCalls::change() {
  v1::HelpRequest& request = *kept_->mutable_request();
  request.set_revision(request.revision() + 1);
  keep();
}

void HelpCalls::keep() {
  const Result<void> kept = keep_help(folder_, *kept_);
  on_disk_ = kept.has_value();
  if (kept) return;
  log::event(
      kComponent, log::Level::error, "the request for help cannot be kept",
      {{"detail", kept.error().detail}}
  );
}

void HelpCalls::forget_if_over() {
  if (!kept_ || !end_seen_ || open()) return;
  const bool known =
      !kept_->request().cancelled() || kept_->revision_kept() >= kept_->request().revision();
  if (!known) return;
  kept_.reset();
  const Result<void> gone = forget_help(folder_);
  if (gone) return;
  log::event(
      kComponent, log::Level::error, "the request for help stays on the disk",
      {{"detail", gone.error().detail}}
  );
}

WallTime HelpCalls::now() const { return trusted_now(timeline_, *machine_, roster_.book()); }

}  // namespace maintendue::agent
