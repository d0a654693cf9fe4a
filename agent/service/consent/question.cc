#include "agent/service/consent/question.h"

#include "base/random.h"
#include "lease/scope.h"
#include "maintendue/local/v1/dialog.pb.h"

namespace maintendue::agent {
namespace {

namespace pc = maintendue::local::v1;

constexpr std::size_t kSecret = 16;
constexpr std::size_t kTextHash = 32;
constexpr std::size_t kLongestLanguage = 8;

static_assert(static_cast<int>(pc::INPUT_CLASS_POINTER) == v1::ANSWER_DEVICE_POINTER);
static_assert(static_cast<int>(pc::INPUT_CLASS_KEYBOARD) == v1::ANSWER_DEVICE_KEYBOARD);
static_assert(static_cast<int>(pc::INPUT_CLASS_CLOSED) == v1::ANSWER_DEVICE_CLOSED);

v1::AnswerDevice device(pc::InputClass by) {
  const bool known = pc::InputClass_IsValid(by);  // the same numbers
  return known ? static_cast<v1::AnswerDevice>(by) : v1::ANSWER_DEVICE_UNSPECIFIED;
}

pc::ServiceToDialog to_message(
    const Question& question, const Bytes& secret, std::string language
) {
  pc::ServiceToDialog says;
  pc::Question& out = *says.mutable_question();
  out.set_secret(secret);
  out.set_scope(to_wire(question.scope));
  out.set_operator_name(question.operator_name);
  out.set_organisation(question.organisation);
  out.set_call_kind(question.call_kind);
  out.set_until_ms(to_unix_ms(question.until));
  out.set_language(std::move(language));
  out.set_number(question.number);
  out.set_photo(question.photo);
  out.set_phone(question.phone);
  out.set_restart(question.restart);
  return says;
}

net::awaitable<Result<pc::Shown>> wait_shown(LocalLine& window) {
  for (;;) {
    Result<pc::DialogToService> says = co_await read_message<pc::DialogToService>(window);
    if (!says) co_return tl::unexpected(says.error());
    if (says->has_shown()) co_return std::move(*says->mutable_shown());
  }
}

// What it showed goes into the signed log, as far as it is of the right shape.
Reply with_text(Reply reply, const pc::Shown& shown) {
  if (shown.text_hash().size() == kTextHash) reply.text_hash = shown.text_hash();
  if (shown.language().size() <= kLongestLanguage) reply.language = shown.language();
  return reply;
}

net::awaitable<Result<Reply>> wait_reply(LocalLine& window, const Bytes& secret) {
  for (;;) {
    Result<pc::DialogToService> says = co_await read_message<pc::DialogToService>(window);
    if (!says) co_return tl::unexpected(says.error());
    if (!says->has_reply() || !same_secret(says->reply().secret(), secret)) continue;
    const bool yes = says->reply().yes();
    co_return Reply{
        yes ? v1::CONSENT_ANSWER_GRANTED : v1::CONSENT_ANSWER_REFUSED,
        device(says->reply().by()),
        {},
        {}
    };
  }
}

net::awaitable<Result<Reply>> first_of(
    net::awaitable<Result<Reply>> one, net::awaitable<Result<Reply>> other
) {
  auto first = co_await (std::move(one) || std::move(other));
  if (first.index() == 0) co_return std::move(std::get<0>(first));
  co_return std::move(std::get<1>(first));
}

}  // namespace

net::awaitable<Result<Reply>> ask_family(
    Desktop& desktop,
    wire::Timeline& timeline,
    Question question,
    std::chrono::milliseconds patience,
    std::function<void(const Reply&)> on_shown,
    net::awaitable<Result<Reply>> otherwise
) {
  Result<std::unique_ptr<LocalLine>> window = co_await desktop.open_expected_dialog();
  if (!window) co_return tl::unexpected(window.error());
  const Bytes secret = random_bytes(kSecret);
  const pc::ServiceToDialog says = to_message(question, secret, desktop.language());
  Result<void> sent = post_message(**window, says);
  if (!sent) co_return tl::unexpected(sent.error());
  Result<pc::Shown> shown = co_await within(timeline, kToAppear, wait_shown(**window));
  if (!shown) co_return fail(Errc::PeerGone, "the window did not come up");
  on_shown(with_text({}, *shown));
  auto answer = first_of(wait_reply(**window, secret), std::move(otherwise));
  Result<Reply> reply = co_await within(timeline, patience, std::move(answer));
  (*window)->close();
  if (!reply && reply.error().code == Errc::TimedOut) reply = Reply{};  // silence is a refusal
  if (!reply) co_return reply;
  co_return with_text(std::move(*reply), *shown);
}

}  // namespace maintendue::agent
