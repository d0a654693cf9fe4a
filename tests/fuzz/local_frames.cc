#include "local/frames.h"
#include "target.h"

namespace maintendue::fuzz {

// Fed in two slices; the messages written again are the beginning of what came.
void feed(BytesView bytes) {
  local::MessageReader reader;
  Bytes again;
  const auto read_all = [&] {
    for (;;) {
      const Result<std::optional<Bytes>> message = reader.next();
      if (!message || !*message) return;
      must((*message)->size() <= local::kLongestMessage, "message within its bounds");
      again += local::encode(**message);
    }
  };
  reader.feed(bytes.substr(0, bytes.size() / 2));
  read_all();
  reader.feed(bytes.substr(bytes.size() / 2));
  read_all();
  must(bytes.starts_with(again), "messages are what came");
}

std::vector<Bytes> seeds() {
  return {
      local::encode(""), local::encode("hello") + local::encode("again"),
      local::encode(Bytes(300, 'x')), local::encode(Bytes(local::kLongestMessage, 'x'))
  };
}

}  // namespace maintendue::fuzz
