// The only thing that both threads touch: values posted by one, taken by the other. Its descriptor
// is readable while something waits, so that it stands in a poll() beside the sockets.
#pragma once

#include <sys/eventfd.h>
#include <unistd.h>

#include <cassert>
#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

namespace maintendue::screen {

template <class T>
class Mailbox final {
 public:
  Mailbox() : wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) { assert(wake_ >= 0); }
  ~Mailbox() { ::close(wake_); }
  Mailbox(const Mailbox&) = delete;
  Mailbox& operator=(const Mailbox&) = delete;

  // Any thread; never waits for the other side.
  void post(T value) {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(value));
    const std::uint64_t one = 1;
    (void)!::write(wake_, &one, sizeof one);  // a full counter is readable as well
  }

  // Everything posted so far, in order.
  std::vector<T> take() {
    const std::lock_guard lock(mutex_);
    std::uint64_t count = 0;
    (void)!::read(wake_, &count, sizeof count);  // nothing there is fine
    return std::exchange(waiting_, {});
  }

  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
  }

  int descriptor() const { return wake_; }

 private:
  const int wake_;
  mutable std::mutex mutex_;
  std::vector<T> waiting_;  // under mutex_
};

}  // namespace maintendue::screen
