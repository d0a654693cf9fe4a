// What proves that a page was opened by the person at this PC: a token in the address, good once,
// then a token in a header. No cookies: they do not tell one port of this PC from another.
#pragma once

#include <deque>
#include <optional>
#include <string>

#include "base/bytes.h"

namespace maintendue::console {

// Lives on `main`. Tokens are 32 random bytes, written as 64 hexadecimal digits; never logged.
class Tokens {
 public:
  static constexpr std::size_t kMostPages = 8;

  // A fresh address token; one that was not used yet is void from now on.
  std::string new_address_token();
  // The header token of a new page, once for each address token; nothing for any other text.
  std::optional<std::string> redeem(BytesView address_token);
  // Whether a page of ours holds it. The oldest page is forgotten when a ninth comes.
  bool known(BytesView header_token) const { return find(header_token) != nullptr; }
  // Whether the passphrase was given in that very page: an address that somebody else was quick to
  // open is worth nothing to them, whoever signs in elsewhere.
  bool signed_in(BytesView header_token) const;
  void sign_in(BytesView header_token);
  void sign_out_all();

 private:
  struct Page {
    std::string token;
    bool signed_in = false;
  };
  const Page* find(BytesView header_token) const;

  std::optional<std::string> address_;
  std::deque<Page> pages_;
};

}  // namespace maintendue::console
