// A thread with a connection to the database of its own: work is posted to it, nothing is shared.
#pragma once

#include <soci/soci.h>

#include <filesystem>
#include <functional>
#include <string>
#include <thread>

#include "wire/net.h"

namespace maintendue::relay {

class Lane final {
 public:
  // Opens the file before the thread starts. Throws as database::open() does.
  Lane(std::string name, const std::filesystem::path& file);
  // Does what was posted before, then joins the thread.
  ~Lane();
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  // Any thread. Work is done one by one, in the order it came.
  template <class Work>
  void post(Work work) {
    net::post(context_, std::move(work));
  }

  // On its own thread; or on the one that made it, while nothing is posted.
  soci::session& database() { return database_; }

 private:
  soci::session database_;
  net::io_context context_{1};
  net::executor_work_guard<net::io_context::executor_type> open_{context_.get_executor()};
  std::thread thread_;
};

}  // namespace maintendue::relay
