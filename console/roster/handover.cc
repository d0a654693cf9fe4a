#include "console/roster/handover.h"

#include <sys/stat.h>

#include "base/files.h"
#include "base/random.h"

namespace maintendue::console {

Result<Handover> Handover::write(const std::filesystem::path& home, const ColleagueFolder& files) {
  const auto beside = std::filesystem::absolute(home).lexically_normal();
  const auto parent =
      beside.has_filename() ? beside.parent_path() : beside.parent_path().parent_path();
  Handover made(parent / ("colleague-" + to_hex(random_bytes(4))));
  if (::mkdir(made.folder_.c_str(), 0700) != 0) {
    return fail(Errc::Internal, made.folder_.string() + " cannot be made");
  }
  for (const auto& [name, bytes] : files) {
    const Result<void> written = write_small_file(made.folder_ / name, bytes);
    if (!written) return tl::unexpected(written.error());
  }
  return made;
}

Handover& Handover::operator=(Handover&& other) noexcept {
  std::swap(folder_, other.folder_);
  std::swap(kept_, other.kept_);
  return *this;
}

Handover::~Handover() {
  if (folder_.empty() || kept_) return;
  std::error_code ignored;  // a folder that stays holds a key that nobody believes
  std::filesystem::remove_all(folder_, ignored);
}

}  // namespace maintendue::console
