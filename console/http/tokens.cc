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
  pages_.push_back(new_token());
  return pages_.back();
}

bool Tokens::known(BytesView header_token) const {
  bool found = false;
  for (const std::string& page : pages_) found = same_secret(page, header_token) || found;
  return found;
}

}  // namespace maintendue::console
