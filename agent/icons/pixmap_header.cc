// Build tool: turns the tray's PNG files into one header of StatusNotifierItem pixmaps (ARGB32,
// network byte order, colours not multiplied by alpha).
//   pixmap_header OUT connected-22.png connected-32.png away-22.png ...
#include <cairo.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

unsigned straight(unsigned colour, unsigned alpha) {
  return alpha == 0 ? 0 : (colour * 255 + alpha / 2) / alpha;
}

// "kConnected22"
std::string symbol(const std::string& state, int size) {
  std::string word = state;
  word[0] = static_cast<char>(std::toupper(word[0]));
  return "k" + word + std::to_string(size);
}

void write_pixels(std::ostream& out, cairo_surface_t* picture) {
  const int width = cairo_image_surface_get_width(picture);
  const int height = cairo_image_surface_get_height(picture);
  for (int y = 0; y < height; ++y) {
    const auto* row = reinterpret_cast<const std::uint32_t*>(
        cairo_image_surface_get_data(picture) + y * cairo_image_surface_get_stride(picture)
    );
    for (int x = 0; x < width; ++x) {
      const unsigned alpha = row[x] >> 24;
      out << alpha << ',' << straight(row[x] >> 16 & 0xff, alpha) << ','
          << straight(row[x] >> 8 & 0xff, alpha) << ',' << straight(row[x] & 0xff, alpha) << ',';
    }
    out << '\n';
  }
}

}  // namespace

int main(int count, char** arguments) {
  std::ofstream out(arguments[1]);
  out << "// Made by agent/icons/pixmap_header.cc from agent/icons/tray.\n#pragma once\n\n"
         "namespace maintendue::tray {\n\n"
         "struct Pixmap {\n  int size;\n  const unsigned char* argb;  // size * size * 4 "
         "bytes\n};\n\n";
  std::map<std::string, std::vector<int>> sizes;
  for (int i = 2; i < count; ++i) {
    const std::string name = fs::path(arguments[i]).stem().string();
    const std::string state = name.substr(0, name.find('-'));
    cairo_surface_t* picture = cairo_image_surface_create_from_png(arguments[i]);
    if (cairo_surface_status(picture) != CAIRO_STATUS_SUCCESS ||
        cairo_image_surface_get_format(picture) != CAIRO_FORMAT_ARGB32) {
      std::cerr << arguments[i] << " is not a picture with transparency\n";
      return 1;
    }
    const int size = cairo_image_surface_get_width(picture);
    sizes[state].push_back(size);
    out << "inline constexpr unsigned char " << symbol(state, size) << "[] = {\n";
    write_pixels(out, picture);
    out << "};\n";
    cairo_surface_destroy(picture);
  }
  for (const auto& [state, list] : sizes) {
    out << "inline constexpr Pixmap " << symbol(state, 0).substr(0, state.size() + 1) << "[] = {\n";
    for (const int size : list) out << "    {" << size << ", " << symbol(state, size) << "},\n";
    out << "};\n";
  }
  out << "\n}  // namespace maintendue::tray\n";
  return out ? 0 : 1;
}
