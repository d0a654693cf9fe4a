#include "relay/data_folder.h"

#include <stdexcept>

namespace maintendue::relay {
namespace {

FileLock lock_in(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!std::filesystem::is_directory(folder)) {
    throw std::runtime_error("can't make the data folder " + folder.string());
  }
  return FileLock::of_file(folder / "relay.lock");
}

}  // namespace

DataFolder::DataFolder(std::filesystem::path path) : path_(std::move(path)), lock_(lock_in(path_)) {
  const Result<bool> ours = lock_.take();
  if (!ours) throw std::runtime_error("can't write in the data folder " + path_.string());
  if (!*ours) throw std::runtime_error("another relay uses the data folder " + path_.string());
}

}  // namespace maintendue::relay
