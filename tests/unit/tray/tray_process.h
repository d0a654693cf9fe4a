// maintendue-tray and the service it talks to, as a test sees them.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "agent/tray/descriptor.h"
#include "local/frames.h"
#include "maintendue/local/v1/pc.pb.h"

namespace maintendue::testing {

namespace pc = maintendue::local::v1;
using tray::Descriptor;

// The tray, with `environment` in place of ours (DISPLAY and so on), and with further options.
class TrayProcess {
 public:
  TrayProcess(
      const std::filesystem::path& program,
      const std::string& socket,
      const std::vector<std::string>& environment,
      const std::vector<std::string>& options = {}
  );
  ~TrayProcess() { end(SIGKILL_); }
  TrayProcess(const TrayProcess&) = delete;
  TrayProcess& operator=(const TrayProcess&) = delete;

  pid_t pid() const { return pid_; }
  void end(int signal);  // and waits for it
  int exit_code();

 private:
  static constexpr int SIGKILL_ = 9;
  pid_t pid_ = -1;
};

// The service's side of the unix socket.
class FakeService {
 public:
  explicit FakeService(std::filesystem::path socket);
  // The next tray that knocks; fails the test if none comes.
  void accept();
  std::optional<pc::TrayToService> next();
  // Past everything else.
  std::optional<pc::TrayHello> hello();
  void state(bool connected, bool watched);
  void speak(const std::string& language);
  // With those descriptors, which are closed on our side.
  void spawn(std::uint64_t id, pc::Spawn::Program program, std::vector<Descriptor> descriptors);
  void open_page(std::uint64_t id, const std::string& page);
  std::optional<bool> spawned(std::uint64_t id);
  void hang_up() { tray_.reset(); }
  void close_door();

 private:
  void send(const pc::ServiceToTray& says, const std::vector<Descriptor>& descriptors = {});

  const std::filesystem::path path_;
  Descriptor door_;
  Descriptor tray_;
  local::MessageReader reader_;
};

// Two ends of a line: ours first.
std::pair<Descriptor, Descriptor> line();
// One line of text, empty when the other side left or our patience did.
std::string read_line(const Descriptor& from);
// Whether the other side leaves.
bool ends(const Descriptor& line);

}  // namespace maintendue::testing
