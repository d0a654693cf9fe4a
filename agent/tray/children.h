// The programs the tray started, from their start to their end.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "agent/tray/descriptor.h"
#include "agent/tray/message.h"

namespace maintendue::tray {

// Lives on the tray's loop. Destroying it ends them all.
class Children {
 public:
  // `folder` holds the programs; `session` is the environment in which we were started ourselves.
  Children(std::filesystem::path folder, std::vector<std::string> session)
      : folder_(std::move(folder)), session_(std::move(session)) {}
  ~Children() { end_all(); }
  Children(const Children&) = delete;
  Children& operator=(const Children&) = delete;

  // With those descriptors as 3 and following, standard error as ours, and nothing else open.
  // Refuses a wrong number of them with BadMessage. They are closed on our side either way.
  Result<pid_t> start(Program program, std::vector<Descriptor> descriptors);
  // That page in the browser of whoever sits here, with all the settings of its session, as
  // `xdg-open` finds it: what is started, and told, is that. It is no child of ours to end.
  Result<pid_t> open(const std::string& page);
  // Forgets those that have ended. Call on SIGCHLD.
  void reap();
  void end_all();
  std::size_t count() const { return alive_.size(); }

 private:
  const std::filesystem::path folder_;
  std::vector<std::string> session_;
  std::set<pid_t> alive_;
  std::set<pid_t> browsers_;
};

}  // namespace maintendue::tray
