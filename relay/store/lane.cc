#include "relay/store/lane.h"

#include <pthread.h>

#include "relay/database/database.h"

namespace maintendue::relay {

Lane::Lane(std::string name, const std::filesystem::path& file) {
  database::open(database_, file);
  thread_ = std::thread([this, name = std::move(name)] {
    pthread_setname_np(pthread_self(), name.c_str());
    context_.run();
  });
}

Lane::~Lane() {
  open_.reset();
  thread_.join();
}

}  // namespace maintendue::relay
