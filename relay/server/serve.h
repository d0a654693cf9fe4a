// A server's life as a process: from its command line to an exit code.
#pragma once

#include <memory>
#include <span>

#include "relay/server/settings.h"
#include "wire/timeline.h"

namespace maintendue::server {

// What is served: the relay, or enrolment. Lives on `main`.
class Served {
 public:
  virtual ~Served() = default;
  // Begins to accept. Throws std::runtime_error with one sentence when the port is taken.
  virtual void start() = 0;
  virtual std::uint16_t port() const = 0;
  // Call once, after start().
  virtual net::awaitable<void> stop() = 0;
};

using Make = std::unique_ptr<Served> (*)(
    net::any_io_executor main, wire::Timeline& timeline, const Settings& settings
);

// Serves until SIGTERM or SIGINT; tells systemd and standard output when it is ready ("READY
// port=N"). A stop that hangs for 10 s is cut short: what was acknowledged is on the disk already.
// Returns the exit code, after one sentence on standard error when it is not 0.
int serve(const char* program, std::span<const char* const> words, Make make);

// The same for a type that is made of these three.
template <class Part>
int serve(const char* program, std::span<const char* const> words) {
  return serve(
      program, words,
      [](net::any_io_executor main, wire::Timeline& timeline,
         const Settings& settings) -> std::unique_ptr<Served> {
        return std::make_unique<Part>(std::move(main), timeline, settings);
      }
  );
}

}  // namespace maintendue::server
