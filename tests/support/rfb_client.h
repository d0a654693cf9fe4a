// A viewer for tests and benches: speaks RFB 3.8 over a socket, keeps the picture, counts bytes.
// Decodes Raw, CopyRect and ZRLE to the pixel; of Tight it only follows the lengths and notes where
// it painted. Throws std::runtime_error when the server says something wrong, ends, or is silent
// for ten seconds.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace maintendue::test {

struct Painted {
  int x = 0, y = 0, width = 0, height = 0, encoding = 0;
};

class RfbClient final {
 public:
  // Does not own `descriptor`.
  explicit RfbClient(int descriptor);
  ~RfbClient();
  RfbClient(const RfbClient&) = delete;
  RfbClient& operator=(const RfbClient&) = delete;

  // ---- to the server
  void handshake(bool byte_by_byte = false);
  void set_encodings(const std::vector<std::int32_t>& encodings);
  void request(bool incremental);
  void key(std::uint32_t keysym, bool down);
  void type(std::uint32_t keysym) { key(keysym, true), key(keysym, false); }
  void pointer(int x, int y, int buttons);
  void cut_text(const std::string& latin1);
  void extended_cut_text(std::uint32_t flags, std::string_view rest = {});
  void send(std::string_view bytes);

  // ---- from the server
  // Takes in one message and returns its type.
  int read_message();
  // Takes in messages until `done`.
  void read_until(const std::function<bool()>& done);
  // Asks for everything and takes in messages until all of it has come.
  void whole_picture();

  int width() const { return width_; }
  int height() const { return height_; }
  std::uint32_t pixel(int x, int y) const { return picture_[y * width_ + x]; }
  const std::vector<std::uint32_t>& picture() const { return picture_; }
  const std::string& desktop_name() const { return name_; }

  std::uint64_t bytes() const { return bytes_; }                              // received so far
  std::uint64_t consumed() const { return bytes_ - (buffer_.size() - at_); }  // and understood
  std::uint64_t updates() const { return updates_; }
  std::vector<Painted> painted;  // everything since somebody cleared it
  // The cursor's shape: 0xAARRGGBB, alpha 0 or 255.
  std::vector<std::uint32_t> shape;
  int shape_width = -1, shape_height = -1;
  int size_changes = 0;
  std::vector<std::string> texts;           // plain cut texts
  std::vector<std::string> extended_texts;  // bodies of the extended form, flags first

 private:
  std::string read(std::size_t count);
  std::uint32_t number(int bytes);
  void read_update();
  bool read_rectangle();
  void read_zrle(const Painted& r);
  void read_tight(const Painted& r);
  void read_shape(const Painted& r);
  void read_cut_text();
  void resize(int width, int height);
  void paint(int x, int y, std::uint32_t colour);

  const int descriptor_;
  std::string buffer_;
  std::size_t at_ = 0;  // how much of buffer_ is used
  std::uint64_t bytes_ = 0, updates_ = 0;
  int width_ = 0, height_ = 0;
  std::string name_;
  std::vector<std::uint32_t> picture_;
  std::vector<bool> covered_;  // for whole_picture()
  std::size_t to_cover_ = 0;
  z_stream zrle_{};
};

}  // namespace maintendue::test
