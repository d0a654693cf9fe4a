#include "agent/screen/rfb_filter.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>
#include <vector>

#include "agent/screen/cut_text.h"
#include "agent/screen/vnc_server.h"
#include "base/utf8.h"
#include "target.h"

namespace maintendue::fuzz {
namespace {

using namespace screen;
using namespace std::string_literals;

constexpr Size kSize{64, 48};

// The library as the screen program has it: behind a socket, fed with what the filter let through.
class Library {
 public:
  Library() : pixels_(static_cast<std::size_t>(kSize.width) * kSize.height, 0x336699) {
    int both[2];
    must(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, both) == 0, "a pair of sockets");
    ours_ = both[0];
    ::fcntl(ours_, F_SETFL, O_NONBLOCK);
    hear(RfbFilter::greeting());
    server_ = std::make_unique<VncServer>(both[1], kSize, pixels_.data());
    while (readable() && server_->take_in()) drain();
  }
  ~Library() {
    server_.reset();
    ::close(ours_);
  }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  // Takes in what the filter let through, and shows a picture. It may hang up; it may not wait for
  // more than it was given, nor break.
  void hear_and_show(BytesView passed) {
    hear(passed);
    while (readable() && server_->take_in()) drain();
    if (server_->descriptor() < 0) return;
    const Rect changed = whole(kSize);
    server_->changed({&changed, 1});
    for (int pieces = 0; pieces < 4 && server_->has_piece() && server_->send_piece(); ++pieces) {
      drain();
    }
    drain();
  }

 private:
  bool readable() {
    pollfd one{server_->descriptor(), POLLIN, 0};
    return one.fd >= 0 && ::poll(&one, 1, 0) > 0;
  }
  void hear(BytesView bytes) {
    const ssize_t sent = ::send(ours_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    must(bytes.empty() || sent == static_cast<ssize_t>(bytes.size()) || errno == EPIPE, "room");
  }
  void drain() {
    std::array<char, 64 * 1024> unread;
    while (::recv(ours_, unread.data(), unread.size(), 0) > 0) continue;
  }

  std::vector<std::uint32_t> pixels_;
  int ours_ = -1;
  std::unique_ptr<VncServer> server_;
};

void check(const Said& said) {
  if (const auto* text = std::get_if<CutText>(&said)) {
    must(text->utf8.size() <= kLongestCutText, "a text within its bounds");
    must(is_utf8(text->utf8), "a text that is one");
  }
}

}  // namespace

// In two slices, by a viewer that may act: everything the filter lets through, with libvncserver
// behind it.
void feed(BytesView bytes) {
  RfbFilter filter;
  filter.obey({lease::Scope::Control, false});
  Library library;
  for (const BytesView slice :
       {bytes.substr(0, bytes.size() / 2), bytes.substr(bytes.size() / 2)}) {
    const auto passed = filter.feed(slice.substr(0, 16 * 1024));
    if (!passed) return;
    for (const Said& said : passed->said) check(said);
    library.hear_and_show(passed->for_library);
  }
}

std::vector<Bytes> seeds() {
  const Bytes hello = "RFB 003.008\n\x01\x01"s;
  const Bytes format = "\0\0\0\0\x20\x18\0\x01\0\xff\0\xff\0\xff\x10\x08\0\0\0\0"s;
  const Bytes ask = "\x03\0\0\0\0\0\0\x40\0\x30"s, ask_more = "\x03\x01\0\0\0\0\0\x40\0\x30"s;
  const auto encodings = [](const Bytes& list) {
    return "\x02\0\0"s + static_cast<char>(list.size() / 4) + list;
  };
  const Bytes tight = "\0\0\0\x07\xff\xff\xff\xe6\xff\xff\xff\x02\xff\xff\xff\x20\xff\xff\xff\x11"s;
  const Bytes zrle = "\0\0\0\x10\xff\xff\xff\x21"s, raw = "\0\0\0\0"s;
  const Bytes clipboard = "\xc0\xa1\xe5\xce"s;
  const Bytes said = "\x04\x01\0\0\0\0\0\x61\x05\x01\0\x10\0\x10\x06\0\0\0\0\0\0\x02hi"s;
  return {
      hello + ask,
      hello + format + encodings(tight) + ask + ask_more,
      hello + encodings(zrle) + ask + said + ask_more,
      hello + encodings(raw + clipboard) + ask + extended_cut_text("Été à 3 €"),
      hello + cut_text_capabilities() + cut_text_notice() + cut_text_request() + ask,
  };
}

}  // namespace maintendue::fuzz
