#include "agent/service/hardware/parts.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <vector>

namespace maintendue::agent {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kShortest = 4;
constexpr std::size_t kLongest = 128;
constexpr std::size_t kPageHeader = 4;  // of a SCSI "vital product data" page

// What makers leave there who had nothing to say, in lower case; the UUID is one that many boards
// share.
constexpr std::array kNothing{
    "to be filled by o.e.m.",
    "default string",
    "system serial number",
    "not specified",
    "not applicable",
    "not available",
    "0123456789",
    "123456789",
    "base board serial number",
    "chassis serial number",
    "serial number",
    "unknown",
    "none",
    "03000200-0400-0500-0006-000700080009",
};

std::string read(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string text(kLongest, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

// Without what surrounds it: blanks, line ends, what fills a fixed field.
std::string trimmed(std::string text) {
  const auto is_text = [](unsigned char c) { return std::isgraph(c) != 0; };
  const auto begin = std::ranges::find_if(text, is_text);
  const auto end = std::find_if(text.rbegin(), text.rend(), is_text).base();
  return begin < end ? std::string(begin, end) : std::string();
}

bool is_one_sign_only(const std::string& text) {
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits), [](unsigned char c) {
    return std::isalnum(c) != 0;
  });
  return std::ranges::all_of(digits, [&](char c) { return c == digits.front(); });
}

// The number, or nothing where it is none.
std::string number_in(const std::string& said) {
  std::string text = trimmed(said);
  std::ranges::transform(text, text.begin(), [](unsigned char c) {
    return static_cast<char>(std::tolower(c));
  });
  const bool nothing = std::ranges::find(kNothing, text) != kNothing.end();
  return text.size() < kShortest || nothing || is_one_sign_only(text) ? std::string() : text;
}

std::vector<fs::path> entries(const fs::path& folder) {
  std::vector<fs::path> all;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    all.push_back(it->path());
  }
  std::ranges::sort(all);
  return all;
}

// A device of its own, inside the PC.
bool is_built_in(const fs::path& entry) {
  std::error_code error;
  const fs::path device = fs::canonical(entry / "device", error);
  if (error) return false;
  return std::ranges::none_of(device, [](const fs::path& part) {
    return part.string().starts_with("usb");
  });
}

std::string board_in(const fs::path& sys) {
  for (const char* file : {"board_serial", "product_uuid", "product_serial"}) {
    if (auto number = number_in(read(sys / "class/dmi/id" / file)); !number.empty()) return number;
  }
  return {};
}

std::string number_of_disk(const fs::path& disk) {
  for (const char* file : {"serial", "device/serial", "device/cid", "wwid", "device/wwid"}) {
    if (auto number = number_in(read(disk / file)); !number.empty()) return number;
  }
  const std::string page = read(disk / "device/vpd_pg80");
  return page.size() > kPageHeader ? number_in(page.substr(kPageHeader)) : std::string();
}

std::string disk_in(const fs::path& sys) {
  for (const fs::path& disk : entries(sys / "class/block")) {
    std::error_code error;
    const bool whole = !fs::exists(disk / "partition", error);
    if (!whole || !is_built_in(disk) || read(disk / "removable").starts_with('1')) continue;
    if (auto number = number_of_disk(disk); !number.empty()) return number;
  }
  return {};
}

// Wired, and under the address that it was made with.
bool is_wired_card(const fs::path& card) {
  std::error_code error;
  return is_built_in(card) && trimmed(read(card / "type")) == "1" &&
         trimmed(read(card / "addr_assign_type")) == "0" && !fs::exists(card / "wireless", error) &&
         !fs::exists(card / "phy80211", error);
}

std::string card_in(const fs::path& sys) {
  for (const fs::path& card : entries(sys / "class/net")) {
    if (!is_wired_card(card)) continue;
    if (auto number = number_in(read(card / "address")); !number.empty()) return number;
  }
  return {};
}

}  // namespace

Parts read_parts(const fs::path& sys) { return {board_in(sys), disk_in(sys), card_in(sys)}; }

Parts marks_of(const Parts& parts, const identity::PrivateKey& key) {
  const auto mark = [&](std::string_view words, const std::string& number) {
    return number.empty() ? Bytes() : key.mark(words, number);
  };
  return {
      mark("maintendue board", parts.board), mark("maintendue disk", parts.disk),
      mark("maintendue network card", parts.network)
  };
}

}  // namespace maintendue::agent
