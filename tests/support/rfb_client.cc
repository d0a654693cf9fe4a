#include "tests/support/rfb_client.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <utility>

namespace maintendue::test {
namespace {

std::string big_endian(std::uint32_t value, int bytes) {
  std::string out;
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    out.push_back(static_cast<char>(value >> shift));
  }
  return out;
}

// A reader of what ZRLE inflated to.
struct Cursor {
  std::string_view data;
  std::uint8_t byte() {
    if (data.empty()) throw std::runtime_error("ZRLE too short");
    const auto value = static_cast<std::uint8_t>(data[0]);
    data.remove_prefix(1);
    return value;
  }
  std::uint32_t pixel() {
    const std::uint32_t blue = byte(), green = byte(), red = byte();
    return red << 16 | green << 8 | blue;
  }
  int run() {
    int length = 1;
    for (int one = 255; one == 255;) length += one = byte();
    return length;
  }
};

}  // namespace

RfbClient::RfbClient(int descriptor) : descriptor_(descriptor) { ::inflateInit(&zrle_); }

RfbClient::~RfbClient() { ::inflateEnd(&zrle_); }

void RfbClient::handshake(bool byte_by_byte) {
  const auto say = [&](std::string_view bytes) {
    for (std::size_t i = 0; byte_by_byte && i < bytes.size(); ++i) send(bytes.substr(i, 1));
    if (!byte_by_byte) send(bytes);
  };
  if (read(12) != "RFB 003.008\n") throw std::runtime_error("version");
  say("RFB 003.008\n");
  const std::string types = read(number(1));
  if (types.find('\x01') == std::string::npos) throw std::runtime_error("security types");
  say("\x01");
  if (number(4) != 0) throw std::runtime_error("security result");
  say("\x01");
  const auto width = number(2), height = number(2);
  read(16);  // the server's pixel format; we ask for the usual one
  name_ = read(number(4));
  resize(width, height);
  say(std::string_view(
      "\x00\x00\x00\x00\x20\x18\x00\x01\x00\xff\x00\xff\x00\xff\x10\x08\x00\x00\x00\x00", 20
  ));
}

void RfbClient::set_encodings(const std::vector<std::int32_t>& encodings) {
  std::string message("\x02\x00", 2);
  message += big_endian(encodings.size(), 2);
  for (const std::int32_t one : encodings) message += big_endian(one, 4);
  send(message);
}

void RfbClient::request(bool incremental) {
  std::string message{'\x03', static_cast<char>(incremental)};
  send(message + std::string(4, '\0') + big_endian(width_, 2) + big_endian(height_, 2));
}

void RfbClient::key(std::uint32_t keysym, bool down) {
  send(std::string{'\x04', static_cast<char>(down), '\0', '\0'} + big_endian(keysym, 4));
}

void RfbClient::pointer(int x, int y, int buttons) {
  send(std::string{'\x05', static_cast<char>(buttons)} + big_endian(x, 2) + big_endian(y, 2));
}

void RfbClient::cut_text(const std::string& latin1) {
  send(std::string("\x06\0\0\0", 4) + big_endian(latin1.size(), 4) + latin1);
}

void RfbClient::extended_cut_text(std::uint32_t flags, std::string_view rest) {
  const std::uint32_t length = 0u - static_cast<std::uint32_t>(4 + rest.size());
  send(
      std::string("\x06\0\0\0", 4) + big_endian(length, 4) + big_endian(flags, 4) +
      std::string(rest)
  );
}

void RfbClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) throw std::runtime_error("the server left");
    bytes.remove_prefix(count);
  }
}

std::string RfbClient::read(std::size_t count) {
  while (buffer_.size() - at_ < count) {
    pollfd one{descriptor_, POLLIN, 0};
    if (::poll(&one, 1, 10000) <= 0) throw std::runtime_error("the server is silent");
    std::array<char, 64 * 1024> some;
    const ssize_t got = ::recv(descriptor_, some.data(), some.size(), MSG_DONTWAIT);
    if (got == 0 || (got < 0 && errno != EAGAIN)) throw std::runtime_error("the server left");
    if (got < 0) continue;
    buffer_.erase(0, std::exchange(at_, 0));
    buffer_.append(some.data(), got);
    bytes_ += got;
  }
  at_ += count;
  return buffer_.substr(at_ - count, count);
}

std::uint32_t RfbClient::number(int bytes) {
  std::uint32_t value = 0;
  for (const char c : read(bytes)) value = value << 8 | static_cast<std::uint8_t>(c);
  return value;
}

int RfbClient::read_message() {
  const auto type = static_cast<int>(number(1));
  if (type == 0) {
    read_update();
  } else if (type == 3) {
    read_cut_text();
  } else if (type != 2) {
    throw std::runtime_error("message type " + std::to_string(type));
  }
  return type;
}

void RfbClient::read_until(const std::function<bool()>& done) {
  while (!done()) read_message();
}

void RfbClient::whole_picture() {
  covered_.assign(picture_.size(), false);
  to_cover_ = picture_.size();
  request(false);
  while (to_cover_ > 0) {
    read_message();
    request(true);  // some servers answer one request with a part
  }
}

void RfbClient::read_update() {
  read(1);
  const std::uint32_t count = number(2);
  for (std::uint32_t i = 0; i < count && read_rectangle(); ++i) continue;
  ++updates_;
}

// False after the rectangle that ends an open list.
bool RfbClient::read_rectangle() {
  Painted r;
  r.x = number(2), r.y = number(2), r.width = number(2), r.height = number(2);
  r.encoding = static_cast<std::int32_t>(number(4));
  switch (r.encoding) {
    case -224:
      return false;
    case -239:
      read_shape(r);
      return true;
    case -308:
      read(3 + 16 * number(1));
      [[fallthrough]];
    case -223:
      ++size_changes;
      resize(r.width, r.height);
      return true;
    case 0: {
      const std::string raw = read(4 * r.width * r.height);
      for (int i = 0; i < r.width * r.height; ++i) {
        const auto byte = [&](int k) { return static_cast<std::uint8_t>(raw[4 * i + k]); };
        paint(r.x + i % r.width, r.y + i / r.width, byte(2) << 16 | byte(1) << 8 | byte(0));
      }
      break;
    }
    case 16:
      read_zrle(r);
      break;
    case 7:
      read_tight(r);
      break;
    default:
      throw std::runtime_error("encoding " + std::to_string(r.encoding));
  }
  painted.push_back(r);
  return true;
}

void RfbClient::read_zrle(const Painted& r) {
  const std::string packed = read(number(4));
  std::string plain(4 * r.width * r.height + 4096, '\0');
  zrle_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  zrle_.avail_in = packed.size();
  zrle_.next_out = reinterpret_cast<Bytef*>(plain.data());
  zrle_.avail_out = plain.size();
  if (::inflate(&zrle_, Z_SYNC_FLUSH) != Z_OK) throw std::runtime_error("ZRLE does not inflate");
  Cursor in{std::string_view(plain).substr(0, plain.size() - zrle_.avail_out)};
  for (int top = 0; top < r.height; top += 64) {
    for (int left = 0; left < r.width; left += 64) {
      const int width = std::min(64, r.width - left), height = std::min(64, r.height - top);
      const int kind = in.byte(), colours = kind & 127;
      std::vector<std::uint32_t> palette;
      const int entries = kind == 128 ? 0 : kind > 128 ? colours : kind;
      for (int i = 0; i < entries; ++i) palette.push_back(in.pixel());
      const auto put = [&](int i, std::uint32_t colour) {
        paint(r.x + left + i % width, r.y + top + i / width, colour);
      };
      if (kind == 1) {
        for (int i = 0; i < width * height; ++i) put(i, palette[0]);
      } else if (kind == 0) {
        for (int i = 0; i < width * height; ++i) put(i, in.pixel());
      } else if (kind <= 16) {
        const int bits = kind == 2 ? 1 : kind <= 4 ? 2 : 4;
        for (int y = 0; y < height; ++y) {
          int left_bits = 0, byte = 0;
          for (int x = 0; x < width; ++x) {
            if (left_bits == 0) byte = in.byte(), left_bits = 8;
            left_bits -= bits;
            put(y * width + x, palette.at(byte >> left_bits & ((1 << bits) - 1)));
          }
        }
      } else {
        for (int i = 0; i < width * height;) {
          std::uint32_t colour = 0;
          int run = 1;
          if (kind == 128) {
            colour = in.pixel();
            run = in.run();
          } else {
            const int index = in.byte();
            colour = palette.at(index & 127);
            if (index & 128) run = in.run();
          }
          while (run-- > 0) put(i++, colour);
        }
      }
    }
  }
}

void RfbClient::read_tight(const Painted& r) {
  const auto length = [this] {
    std::uint32_t value = 0;
    for (int i = 0; i < 3; ++i) {
      const std::uint32_t byte = number(1);
      value |= (i < 2 ? byte & 127 : byte) << 7 * i;
      if (i == 2 || !(byte & 128)) break;
    }
    return value;
  };
  const std::uint32_t control = number(1) >> 4;
  if (control == 8) {
    read(3);  // one colour
  } else if (control == 9) {
    read(length());  // JPEG
  } else {
    int bits = 24;
    if (control & 4) {
      const std::uint32_t filter = number(1);
      if (filter == 1) {
        const int colours = static_cast<int>(number(1)) + 1;
        read(3 * colours);
        bits = colours <= 2 ? 1 : 8;
      }
    }
    const std::size_t plain = static_cast<std::size_t>((r.width * bits + 7) / 8) * r.height;
    read(plain < 12 ? plain : length());
  }
  for (int y = r.y; y < r.y + r.height; ++y) {
    for (int x = r.x; x < r.x + r.width; ++x) paint(x, y, pixel(x, y));
  }
}

void RfbClient::read_shape(const Painted& r) {
  const std::string pixels = read(4 * r.width * r.height);
  const int row = (r.width + 7) / 8;
  const std::string mask = read(row * r.height);
  shape.clear();
  for (int i = 0; i < r.width * r.height; ++i) {
    const auto byte = [&](int k) { return static_cast<std::uint8_t>(pixels[4 * i + k]); };
    const int x = i % r.width, y = i / r.width;
    const bool opaque = mask[y * row + x / 8] & (0x80 >> x % 8);
    shape.push_back((opaque ? 0xff000000u : 0u) | byte(2) << 16 | byte(1) << 8 | byte(0));
  }
  shape_width = r.width;
  shape_height = r.height;
}

void RfbClient::read_cut_text() {
  read(3);
  const auto length = static_cast<std::int32_t>(number(4));
  if (length >= 0) {
    texts.push_back(read(length));
  } else {
    extended_texts.push_back(read(-length));
  }
}

void RfbClient::resize(int width, int height) {
  if (width == width_ && height == height_) return;
  width_ = width;
  height_ = height;
  picture_.assign(static_cast<std::size_t>(width) * height, 0);
  covered_.assign(picture_.size(), false);
  to_cover_ = picture_.size();
}

void RfbClient::paint(int x, int y, std::uint32_t colour) {
  const std::size_t at = static_cast<std::size_t>(y) * width_ + x;
  picture_.at(at) = colour;
  if (covered_.empty() || covered_[at]) return;
  covered_[at] = true;
  --to_cover_;
}

}  // namespace maintendue::test
