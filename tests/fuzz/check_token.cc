#include "base/random.h"
#include "identity/workshop_token.h"
#include "support/organisation.h"
#include "target.h"

namespace maintendue::fuzz {
namespace {

const WallTime kToday = from_unix_ms(1'763'000'000'000);

struct Workshop {
  test::Organisation organisation;
  identity::Trust trust = organisation.trust();
  identity::WorkshopToken token{
      random_bytes(16), 5, kToday - std::chrono::hours(1), kToday + std::chrono::hours(1)
  };
};

const Workshop& workshop() {
  static const Workshop one;
  return one;
}

}  // namespace

// Whatever is changed, a token that passes is the one that was signed.
void feed(BytesView bytes) {
  const Result<identity::WorkshopToken> token =
      identity::check_token(bytes, workshop().trust, 1, kToday);
  if (!token) return;
  must(token->id == workshop().token.id && token->uses == 5, "the token is the one signed");
}

std::vector<Bytes> seeds() {
  return {identity::sign_token(workshop().token, workshop().organisation.roster_key())};
}

}  // namespace maintendue::fuzz
