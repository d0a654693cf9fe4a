// The folder with a colleague's new key, on its way from the administrator to her.
#pragma once

#include <filesystem>
#include <utility>

#include "console/roster/authority.h"

namespace maintendue::console {

// Removed again with the object, unless it is kept: what the relay did not take was never given.
class Handover {
 public:
  // A new folder beside the administrator's own, named for nobody: "colleague-3f2a90c1". Folder
  // 0700, files 0600. Internal when the disk says no.
  static Result<Handover> write(const std::filesystem::path& home, const ColleagueFolder& files);
  Handover(Handover&& other) noexcept
      : folder_(std::exchange(other.folder_, {})), kept_(other.kept_) {}
  Handover& operator=(Handover&& other) noexcept;
  ~Handover();

  const std::filesystem::path& folder() const { return folder_; }
  void keep() { kept_ = true; }

 private:
  explicit Handover(std::filesystem::path folder) : folder_(std::move(folder)) {}

  std::filesystem::path folder_;
  bool kept_ = false;
};

}  // namespace maintendue::console
