#include "agent/service/state/prepared.h"

#include "agent/service/state/machine_state.h"
#include "base/files.h"

namespace maintendue::agent {
namespace {

namespace fs = std::filesystem;

constexpr auto kToken = "workshop.token";
constexpr auto kEnrolment = "enrolment";
constexpr auto kRelay = "relay";

std::optional<Address> address_in(const fs::path& file) {
  const Result<std::string> text = read_small_file(file);
  return text ? parse_dial_address(*text) : std::nullopt;
}

}  // namespace

Result<Prepared> load_prepared(const fs::path& folder) {
  Result<std::string> token = read_small_file(folder / kToken);
  Result<std::string> root = read_small_file(root_file(folder));
  Result<std::string> roster = read_small_file(book_file(folder));
  Result<std::string> enrolment = read_small_file(folder / kEnrolment);
  Result<std::string> relay = read_small_file(folder / kRelay);
  if (!token || !root || !roster || !enrolment || !relay) {
    return fail(Errc::NotFound, "no image was prepared here");
  }
  return Prepared{*root, *roster, *token, *enrolment, *relay};
}

Result<void> save_prepared(const fs::path& folder, const Prepared& prepared) {
  if (auto made = make_state_folder(folder); !made) return made;
  const std::pair<fs::path, BytesView> files[] = {
      {root_file(folder), prepared.root_pem},    {book_file(folder), prepared.roster},
      {folder / kEnrolment, prepared.enrolment}, {folder / kRelay, prepared.relay},
      {folder / kToken, prepared.token},
  };
  for (const auto& [file, content] : files) {
    if (auto written = write_small_file(file, content); !written) return written;
  }
  return {};
}

void forget_token(const fs::path& folder) {
  std::error_code ignored;  // it is counted, dated and asked for once: what stays of it is small
  fs::remove(folder / kToken, ignored);
}

std::optional<Address> prepared_relay(const fs::path& folder) {
  return address_in(folder / kRelay);
}

std::optional<Address> prepared_enrolment(const fs::path& folder) {
  return address_in(folder / kEnrolment);
}

}  // namespace maintendue::agent
