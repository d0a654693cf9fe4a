#include "agent/service/help/kept_help.h"

#include "base/files.h"
#include "identity/names.h"

namespace maintendue::agent {
namespace {

std::filesystem::path file_in(const std::filesystem::path& folder) { return folder / "help"; }

bool is_request(const v1::HelpRequest& request) {
  return identity::is_id(request.help_id()) && request.revision() > 0 &&
         request.topic() != v1::HELP_TOPIC_UNSPECIFIED && v1::HelpTopic_IsValid(request.topic()) &&
         v1::CallBack_IsValid(request.call_back());
}

}  // namespace

Result<local::v1::KeptHelp> load_help(const std::filesystem::path& folder) {
  const Result<std::string> file = read_small_file(file_in(folder));
  if (!file) return tl::unexpected(file.error());
  local::v1::KeptHelp kept;
  if (!kept.ParseFromString(*file) || !is_request(kept.request())) {
    return fail(Errc::NotFound, "no request for help");
  }
  return kept;
}

Result<void> keep_help(const std::filesystem::path& folder, const local::v1::KeptHelp& kept) {
  return write_small_file(file_in(folder), kept.SerializeAsString());
}

Result<void> forget_help(const std::filesystem::path& folder) {
  return remove_small_file(file_in(folder));
}

}  // namespace maintendue::agent
