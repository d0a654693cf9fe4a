#include "console/http/tokens.h"

#include "base/random.h"

namespace maintendue::console {
namespace {

std::string new_token() { return to_hex(random_bytes(32)); }

}  // namespace

std::string Tokens::new_address_token() {
  address_ = new_token();
  return *address_;
}

std::optional<std::string> Tokens::redeem(BytesView address_token) {
  if (!address_ || !same_secret(*address_, address_token)) return std::nullopt;
  address_.reset();
  if (pages_.size() == kMostPages) pages_.pop_front();
  pages_.push_back({new_token()});
  return pages_.back().token;
}

// In a time that does not depend on which page it is.
const Tokens::Page* Tokens::find(BytesView header_token) const {
  const Page* found = nullptr;
  for (const Page& page : pages_) {
    if (same_secret(page.token, header_token)) found = &page;
  }
  return found;
}

bool Tokens::signed_in(BytesView header_token) const {
  const Page* page = find(header_token);
  return page && page->signed_in;
}

void Tokens::sign_in(BytesView header_token) {
  for (Page& page : pages_) page.signed_in |= same_secret(page.token, header_token);
}

void Tokens::sign_out_all() {
  for (Page& page : pages_) page.signed_in = false;
}

}  // namespace maintendue::console
