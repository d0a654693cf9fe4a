#include "relay/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <stdexcept>

namespace maintendue::relay {

DataFolder::DataFolder(std::filesystem::path path) : path_(std::move(path)) {
  std::error_code error;
  std::filesystem::create_directories(path_, error);
  if (!std::filesystem::is_directory(path_)) {
    throw std::runtime_error("can't make the data folder " + path_.string());
  }
  lock_ = open((path_ / "relay.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock_ < 0) throw std::runtime_error("can't write in the data folder " + path_.string());
  if (flock(lock_, LOCK_EX | LOCK_NB) != 0) {
    close(lock_);
    throw std::runtime_error("another relay uses the data folder " + path_.string());
  }
}

DataFolder::~DataFolder() { close(lock_); }

}  // namespace maintendue::relay
