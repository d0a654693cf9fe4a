#include "slip/page.h"

#include <algorithm>

namespace maintendue::slip {
namespace {

constexpr std::size_t kLongestPage = 2000;  // bytes; both are slip.proto's
constexpr std::size_t kLongestHost = 60;
constexpr std::size_t kLongestLabel = 63;
constexpr std::size_t kLongestPort = 5;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

// RFC 3986, 2: what a URL is written with. No browser then reads it in another way than we do.
bool is_url_character(char c) {
  constexpr std::string_view kOthers = "\"<>\\^`{|}";
  return c > ' ' && c <= '~' && kOthers.find(c) == std::string_view::npos;
}

bool is_label(std::string_view label) {
  const auto fits = [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; };
  return !label.empty() && label.size() <= kLongestLabel && std::ranges::all_of(label, fits);
}

bool is_host(std::string_view host) {
  for (;;) {
    const std::size_t dot = host.find('.');
    if (!is_label(host.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    host.remove_prefix(dot + 1);
  }
}

// Where the last label is a number, browsers take the host for an IPv4 address, however it is
// written (URL Standard, "ends in a number"): only the usual way says which one it is.
bool is_plain_address(std::string_view host) {
  for (int bytes = 1;; ++bytes) {
    const std::size_t dot = host.find('.');
    const std::string_view byte = host.substr(0, dot);
    const bool number = byte.size() <= 3 && std::ranges::all_of(byte, is_digit);
    const bool plain = byte == "0" || !byte.starts_with('0');
    if (!number || !plain || std::stoi(std::string(byte)) > 255) return false;
    if (dot == std::string_view::npos) return bytes == 4;
    host.remove_prefix(dot + 1);
  }
}

bool ends_in_a_number(std::string_view host) {
  const std::size_t dot = host.rfind('.');
  const std::string_view last = dot == std::string_view::npos ? host : host.substr(dot + 1);
  return std::ranges::all_of(last, is_digit) || last.starts_with("0x");
}

bool is_port(std::string_view port) {
  return !port.empty() && port.size() <= kLongestPort && std::ranges::all_of(port, is_digit);
}

// User and password stand in front of an @, and are how one dresses up a host.
bool is_authority(std::string_view authority) {
  const std::size_t colon = authority.find(':');
  const bool port = colon == std::string_view::npos || is_port(authority.substr(colon + 1));
  const std::string_view host = authority.substr(0, colon);
  return port && is_host(host) && (!ends_in_a_number(host) || is_plain_address(host));
}

std::string in_small_letters(std::string_view text) {
  std::string small(text);
  for (char& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return small;
}

}  // namespace

Result<Page> read_page(std::string_view url) {
  const auto no_page = [] { return fail(Errc::BadMessage, "not the address of a page"); };
  if (url.size() > kLongestPage || !std::ranges::all_of(url, is_url_character)) return no_page();
  std::string_view after = url;
  if (after.starts_with("https://")) {
    after.remove_prefix(8);
  } else if (after.starts_with("http://")) {
    after.remove_prefix(7);
  } else {
    return no_page();
  }
  const std::size_t end = std::min(after.find_first_of("/?#"), after.size());
  Page page{
      std::string(url), in_small_letters(after.substr(0, end)), std::string(after.substr(end))
  };
  if (page.host.size() > kLongestHost || !is_authority(page.host)) return no_page();
  if (page.rest == "/") page.rest.clear();
  return page;
}

}  // namespace maintendue::slip
