#include "identity/issue.h"
#include "target.h"

namespace maintendue::fuzz {
namespace {

const identity::PrivateKey& key() {
  static const identity::PrivateKey one = identity::PrivateKey::generate();
  return one;
}

}  // namespace

// Whatever is changed, no other key comes out than the one that signed.
void feed(BytesView bytes) {
  const Result<Bytes> checked = identity::check_request(bytes);
  must(!checked || *checked == key().public_key(), "the key is the signer's");
}

std::vector<Bytes> seeds() { return {identity::make_request(key())}; }

}  // namespace maintendue::fuzz
