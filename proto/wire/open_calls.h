// How many calls each connection has that we are not done with, whatever HTTP/2 says of them.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace maintendue::wire {

// HTTP/2's own limit counts streams that are open: a peer that resets each at once has the next one
// free at once (CVE-2023-44487), and gRPC holds a peer that acknowledges no settings to no limit at
// all. Any thread.
class OpenCalls : public std::enable_shared_from_this<OpenCalls> {
 public:
  // Told on the thread of the call that was one too many, once for each crowd.
  using TooMany = std::function<void(const std::string& connection)>;

  OpenCalls(int most, TooMany too_many) : most_(most), too_many_(std::move(too_many)) {}

  // One call's place, given back when it is destroyed.
  class Place {
   public:
    Place(Place&&) = default;
    Place& operator=(Place&&) = delete;
    ~Place() {
      if (calls_) calls_->leave(connection_);
    }

   private:
    friend OpenCalls;
    Place(std::shared_ptr<OpenCalls> calls, std::string connection)
        : calls_(std::move(calls)), connection_(std::move(connection)) {}

    std::shared_ptr<OpenCalls> calls_;
    std::string connection_;
  };

  // Nothing once that connection has as many as it may, until it has none. The object is held by a
  // shared_ptr.
  std::optional<Place> enter(const std::string& connection);

 private:
  struct Crowd {
    int calls = 0;
    bool told = false;
  };
  void leave(const std::string& connection);

  const int most_;
  const TooMany too_many_;
  std::mutex mutex_;
  std::unordered_map<std::string, Crowd> crowds_;
};

}  // namespace maintendue::wire
