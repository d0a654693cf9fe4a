// Tells when a connection has closed, because gRPC tells nobody.
#pragma once

#include <boost/asio/posix/stream_descriptor.hpp>
#include <functional>
#include <memory>
#include <unordered_set>

#include "wire/net.h"

namespace maintendue::wire {

// Keeps a duplicate of each descriptor in an epoll set of its own that asks for hang-ups only, so
// that data never wakes `main`. Lives on `main`.
class HangupWatch {
 public:
  using Gone = std::function<void(int id)>;

  // Throws boost::system::system_error when the system gives no epoll set.
  HangupWatch(const net::any_io_executor& main, Gone gone);
  ~HangupWatch() { cut_all(); }
  HangupWatch(const HangupWatch&) = delete;
  HangupWatch& operator=(const HangupWatch&) = delete;

  // The id that gone() will name, or -1 when no descriptor is left. `socket` stays the caller's.
  int add(int socket);
  std::size_t size() const { return duplicates_.size(); }
  // Ends that connection; gone() will name it.
  void cut(int id);
  // Ends every connection and forgets it; tells nobody.
  void cut_all();

 private:
  void wait();
  void collect();

  net::posix::stream_descriptor epoll_;
  const Gone gone_;
  std::unordered_set<int> duplicates_;                           // an id is the duplicate's number
  const std::shared_ptr<void> alive_ = std::make_shared<int>();  // for what is queued when we go
};

}  // namespace maintendue::wire
