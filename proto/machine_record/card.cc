// The text by which a PC says what it is.
#include <array>

#include "identity/keys.h"
#include "machine_record/machine_record.h"

namespace maintendue::machine_record {
namespace {

constexpr std::string_view kBegin = "MT1:";
constexpr std::size_t kHash = 32;
constexpr std::size_t kPrefix = 6;  // enough to tell two associations apart; it proves nothing
constexpr std::size_t kSum = 3;     // against slips of whoever types it; it proves nothing either
constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string base64url(BytesView bytes) {
  std::string text;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char byte : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(byte);
    for (held += 8; held >= 6; held -= 6) text += kDigits[bits >> (held - 6) & 63];
  }
  if (held > 0) text += kDigits[bits << (6 - held) & 63];
  return text;
}

// Of all that stands before it.
std::string sum_of(std::string_view text) {
  return base64url(BytesView(identity::sha256(text)).substr(0, kSum));
}

}  // namespace

std::string card_text(const MachineId& machine, BytesView key_hash, const identity::Trust& trust) {
  const std::string said = std::string(kBegin) + machine.value + ":" + base64url(key_hash) + ":" +
                           base64url(BytesView(trust.key_hash()).substr(0, kPrefix));
  return said + ":" + sum_of(said);
}

Result<Card> read_card(std::string_view text, const identity::Trust& trust) {
  std::array<std::string_view, 3> parts;
  const std::size_t sum = text.rfind(':');
  if (!text.starts_with(kBegin) || sum < kBegin.size() ||
      text.substr(sum + 1) != sum_of(text.substr(0, sum))) {
    return fail(Errc::BadMessage, "not a PC's card");
  }
  text = text.substr(0, sum);
  text.remove_prefix(kBegin.size());
  for (std::size_t at = 0; at < parts.size(); ++at) {
    const std::size_t colon = text.find(':');
    const bool last = at + 1 == parts.size();
    if (last != (colon == std::string_view::npos)) return fail(Errc::BadMessage, "not a PC's card");
    parts[at] = text.substr(0, colon);
    if (!last) text.remove_prefix(colon + 1);
  }
  Bytes hash;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char digit : parts[1]) {
    const std::size_t value = kDigits.find(digit);
    if (value == std::string_view::npos) return fail(Errc::BadMessage, "not a PC's card");
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    hash.push_back(static_cast<char>(bits >> held & 255));
  }
  const MachineId machine{std::string(parts[0])};
  // One way to write it, so that what was read is what was meant.
  const bool whole =
      identity::is_id(machine.value) && hash.size() == kHash && base64url(hash) == parts[1];
  if (!whole) return fail(Errc::BadMessage, "not a PC's card");
  const bool names_somebody = parts[2].size() == kPrefix * 4 / 3 &&
                              parts[2].find_first_not_of(kDigits) == std::string_view::npos;
  if (!names_somebody) return fail(Errc::BadMessage, "not a PC's card");
  if (parts[2] != base64url(BytesView(trust.key_hash()).substr(0, kPrefix))) {
    return fail(Errc::NotTrusted, "the card of another organisation's PC");
  }
  return Card{machine, std::move(hash)};
}

}  // namespace maintendue::machine_record
