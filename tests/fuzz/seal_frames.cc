#include "seal/frames.h"
#include "target.h"

namespace maintendue::fuzz {

// Fed in two slices; the frames written again are the beginning of what came.
void feed(BytesView bytes) {
  seal::FrameReader reader;
  Bytes again;
  const auto read_all = [&] {
    for (;;) {
      const Result<std::optional<seal::Frame>> frame = reader.next();
      if (!frame || !*frame) return;
      must((*frame)->payload.size() <= seal::longest((*frame)->channel), "frame within its bounds");
      again += seal::encode((*frame)->channel, (*frame)->payload);
    }
  };
  reader.feed(bytes.substr(0, bytes.size() / 2));
  read_all();
  reader.feed(bytes.substr(bytes.size() / 2));
  read_all();
  must(bytes.starts_with(again), "frames are what came");
}

std::vector<Bytes> seeds() {
  using seal::Channel;
  return {
      seal::encode(Channel::Control, "hello"),
      seal::encode(Channel::Rfb, Bytes(300, 'x')) + seal::encode(Channel::Control, "a"),
      seal::encode(Channel::Rfb, Bytes(seal::kLongestRfb, 'x')),
      seal::encode(Channel::Control, Bytes(seal::kLongestControl, 'x')),
  };
}

}  // namespace maintendue::fuzz
