#include "agent/tray/only_one.h"

namespace maintendue::tray {

std::string lock_path(std::string_view folder, std::string_view display) {
  std::string name = "maintendue-tray";
  for (const char c : display) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    name += plain ? c : '-';
  }
  return std::string(folder) + "/" + name + ".lock";
}

}  // namespace maintendue::tray
