#include "agent/dialog/wire.h"

#include <glib.h>

#include <algorithm>

#include "agent/dialog/slip_phrases.h"
#include "agent/dialog/wire_kinds.h"
#include "hours/wire.h"
#include "slip/slip.h"

namespace maintendue::dialog {
namespace {

constexpr std::size_t kLongestCard = 120;  // dialog.proto
constexpr std::size_t kDigitsOfId = 16;
constexpr std::uint32_t kFurthestPixel = 65535;  // mark.proto
constexpr std::uint64_t kLongestVisitMs = 1'000ull * 3600 * 24 * 365;

static_assert(kPhrases == v1::Phrase_MAX);

Bytes sha256(const std::string& text) {
  Bytes hash(32, '\0');
  gsize size = hash.size();
  GChecksum* sum = g_checksum_new(G_CHECKSUM_SHA256);
  g_checksum_update(
      sum, reinterpret_cast<const guchar*>(text.data()), static_cast<gssize>(text.size())
  );
  g_checksum_get_digest(sum, reinterpret_cast<guint8*>(hash.data()), &size);
  g_checksum_free(sum);
  return hash;
}

Result<Message> read_question(const pc::Question& in) {
  const Scope scope = from_wire(in.scope());
  if (scope == Scope::Nothing) return fail(Errc::BadMessage, "question for nothing");
  if (in.secret().empty()) return fail(Errc::BadMessage, "question without secret");
  const bool digits = in.number().find_first_not_of("0123456789") == std::string::npos;
  if (!digits || in.number().size() > 6) return fail(Errc::BadMessage, "not a number");
  return Question{
      .secret = in.secret(),
      .scope = scope,
      .operator_name = in.operator_name(),
      .organisation = in.organisation(),
      .call = from_wire(in.call_kind()),
      .until = from_unix_ms(in.until_ms()),
      .language = in.language(),
      .number = in.number(),
      .photo = in.photo(),
      .phone = in.phone(),
      .restart = in.restart(),
  };
}

Result<Message> read_banner(const pc::Banner& in) {
  if (in.secret().empty()) return fail(Errc::BadMessage, "banner without secret");
  return Banner{
      .secret = in.secret(),
      .scope = from_wire(in.scope()),
      .operator_name = in.operator_name(),
      .organisation = in.organisation(),
      .until = from_unix_ms(in.until_ms()),
      .language = in.language(),
      .line_cut = in.line_cut(),
      .asks = from_wire(in.asks()),
      .press_again = in.press_again(),
      .photo = in.photo(),
      .returns_in_s = in.returns_in_s(),
      .paused = from_wire(in.paused()),
  };
}

Result<Message> read_keypad(const pc::Keypad& in) {
  if (in.secret().empty()) return fail(Errc::BadMessage, "keypad without secret");
  return Keypad{in.secret(), in.operator_name(), in.organisation(), in.language(), in.phone()};
}

Result<Message> read_card(const pc::Card& in) {
  const auto visible = [](char c) { return c > ' ' && c <= '~'; };
  const auto hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  const bool whole = !in.text().empty() && in.text().size() <= kLongestCard &&
                     std::ranges::all_of(in.text(), visible) &&
                     in.machine_id().size() == kDigitsOfId &&
                     std::ranges::all_of(in.machine_id(), hex);
  if (!whole) return fail(Errc::BadMessage, "not a PC's card");
  Result<hours::Hours> hours = hours::from_wire(in.hours());
  if (!hours) return tl::unexpected(hours.error());
  return Card{in.text(),     in.machine_id(), in.organisation(),
              in.language(), in.phone(),      std::move(*hours)};
}

Result<HelpStanding> read_standing(const pc::HelpStanding& in) {
  const bool known =
      in.topic() != v1::HELP_TOPIC_UNSPECIFIED && v1::HelpTopic_IsValid(in.topic()) &&
      v1::CallBack_IsValid(in.call_back()) && in.stage() != pc::HelpStanding::STAGE_UNSPECIFIED &&
      pc::HelpStanding::Stage_IsValid(in.stage()) && v1::HelpOutcome_IsValid(in.outcome());
  if (!known) return fail(Errc::BadMessage, "a request for help that stands nowhere");
  HelpStanding out{
      .topic = from_wire(in.topic()),
      .call_back = static_cast<CallBack>(in.call_back()),
      .stage = from_wire(in.stage()),
      .operator_name = in.operator_name(),
      .call_at = from_unix_ms(in.call_at_ms()),
      .outcome = static_cast<Outcome>(in.outcome()),
  };
  if (in.received_ms() != 0) out.received = from_unix_ms(in.received_ms());
  return out;
}

Result<Message> read_help_desk(const pc::HelpDesk& in) {
  HelpDesk out{in.language(), in.organisation(), in.phone(), from_wire(in.line()), {}};
  Result<hours::Hours> hours = hours::from_wire(in.hours());
  if (!hours) return tl::unexpected(hours.error());
  out.hours = std::move(*hours);
  if (!in.has_standing()) return out;
  Result<HelpStanding> standing = read_standing(in.standing());
  if (!standing) return tl::unexpected(standing.error());
  out.standing = std::move(*standing);
  return out;
}

Result<Message> read_farewell(const pc::FarewellWindow& in) {
  const auto asked = from_wire(in.asked()), stands = from_wire(in.stands().farewell());
  Result<hours::Hours> hours = hours::from_wire(in.hours());
  if (!hours) return tl::unexpected(hours.error());
  if (!asked || !stands) return fail(Errc::BadMessage, "not what can be said for good");
  return FarewellDesk{
      .language = in.language(),
      .organisation = in.organisation(),
      .phone = in.phone(),
      .hours = std::move(*hours),
      .asked = *asked,
      .stands = *stands,
      .unkept = in.unkept(),
      .untold = in.untold(),
  };
}

Result<Message> read_journal(const pc::Journal& in) {
  Journal out{in.language(), in.organisation(), {}, in.more(), in.unread()};
  for (const pc::JournalVisit& visit : in.visits()) {
    if (!date_from_ms(visit.begun_ms())) return fail(Errc::BadMessage, "a session without a date");
    out.visits.push_back({
        .begun = from_unix_ms(visit.begun_ms()),
        .operator_name = visit.operator_name(),
        .call = from_wire(visit.call_kind()),
        .allowed = from_wire(visit.allowed()),
        .shown = visit.shown(),
        .lasted = std::chrono::milliseconds{std::min(visit.lasted_ms(), kLongestVisitMs)},
        .ended = from_wire(visit.ended()),
        .came_back = visit.came_back(),
        .cut = visit.cut(),
    });
  }
  return out;
}

Result<Message> read_mark(const v1::Mark& in) {
  const auto kind = from_wire(in.kind());
  if (!kind) return fail(Errc::BadMessage, "shows nothing we know");
  const auto pixel = [](std::uint32_t at) {
    return static_cast<int>(std::min(at, kFurthestPixel));
  };
  return Mark{*kind, {pixel(in.x()), pixel(in.y())}, {}};
}

Result<Message> read_slip(const pc::SlipShown& in) {
  const v1::Slip& hers = in.slip();
  if (!slip::is_whole(hers)) return fail(Errc::BadMessage, "not what a slip may be");
  Slip out{
      .phrase = static_cast<unsigned>(hers.phrase()),
      .text = hers.text(),
      .operator_name = in.operator_name(),
      .organisation = in.organisation(),
      .language = in.language(),
      .photo = in.photo(),
  };
  if (hers.has_page()) out.page = *slip::read_page(hers.page());
  return out;
}

}  // namespace

Result<Message> read_message(BytesView bytes) {
  pc::ServiceToDialog says;
  if (!says.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return fail(Errc::BadMessage, "not in the contract");
  }
  if (says.has_question()) return read_question(says.question());
  if (says.has_banner()) return read_banner(says.banner());
  if (says.has_keypad()) return read_keypad(says.keypad());
  if (says.has_card()) return read_card(says.card());
  if (says.has_help()) return read_help_desk(says.help());
  if (says.has_farewell()) return read_farewell(says.farewell());
  if (says.has_journal()) return read_journal(says.journal());
  if (says.has_slip()) return read_slip(says.slip());
  if (says.has_slip_opened()) return SlipOpened{says.slip_opened().ok(), {}};
  if (says.has_mark()) return read_mark(says.mark());
  if (says.has_keypad_verdict()) return KeypadVerdict{says.keypad_verdict().right(), {}};
  if (!says.has_notice()) return fail(Errc::BadMessage, "says nothing");
  const pc::Notice& in = says.notice();
  Notice notice{from_wire(in.ended()), in.operator_name(), in.language()};
  if (in.restart_by_hand()) notice.restart_by_hand = from_unix_ms(in.back_until_ms());
  return notice;
}

Bytes shown() {
  pc::DialogToService says;
  says.mutable_shown();
  return says.SerializeAsString();
}

Bytes shown(const std::string& text, const std::string& language) {
  pc::DialogToService says;
  says.mutable_shown()->set_text_hash(sha256(text));
  says.mutable_shown()->set_language(language);
  return says.SerializeAsString();
}

Bytes alive() {
  pc::DialogToService says;
  says.mutable_alive();
  return says.SerializeAsString();
}

Bytes reply(const Bytes& secret, bool yes, Means by) {
  pc::DialogToService says;
  says.mutable_reply()->set_secret(secret);
  says.mutable_reply()->set_yes(yes);
  says.mutable_reply()->set_by(to_wire(by));
  return says.SerializeAsString();
}

Bytes tapped(const Bytes& secret, const std::string& digits) {
  pc::DialogToService says;
  says.mutable_tapped()->set_secret(secret);
  says.mutable_tapped()->set_digits(digits);
  return says.SerializeAsString();
}

Bytes help_wanted(Topic topic) {
  pc::DialogToService says;
  says.mutable_help()->set_topic(to_wire(topic));
  return says.SerializeAsString();
}

Bytes help_wished_for(CallBack when) {
  pc::DialogToService says;
  says.mutable_help()->set_call_back(static_cast<v1::CallBack>(when));
  return says.SerializeAsString();
}

Bytes help_cancelled() {
  pc::DialogToService says;
  says.mutable_help()->set_cancel(true);
  return says.SerializeAsString();
}

Bytes farewell_said(Farewell farewell) {
  pc::DialogToService says;
  says.set_farewell(to_wire(farewell));
  return says.SerializeAsString();
}

Bytes slip_answered(SlipAnswer answer) {
  pc::DialogToService says;
  says.set_slip(to_wire(answer));
  return says.SerializeAsString();
}

Bytes language_chosen(const std::string& tag) {
  pc::DialogToService says;
  says.mutable_help()->set_language(tag);
  return says.SerializeAsString();
}

Bytes pressed(const Bytes& secret, Press button) {
  pc::DialogToService says;
  says.mutable_pressed()->set_secret(secret);
  says.mutable_pressed()->set_button(to_wire(button));
  return says.SerializeAsString();
}

}  // namespace maintendue::dialog
