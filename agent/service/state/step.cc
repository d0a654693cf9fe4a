#include "agent/service/state/step.h"

#include "base/files.h"

namespace maintendue::agent {
namespace {

// The machine's id, then the step: what another identity left there is nobody's.
std::filesystem::path file_in(const std::filesystem::path& folder) { return folder / "step"; }

}  // namespace

Bytes load_step(const std::filesystem::path& folder, const MachineId& machine) {
  const Result<std::string> kept = read_small_file(file_in(folder));
  if (!kept || !kept->starts_with(machine.value)) return {};
  return kept->substr(machine.value.size());
}

Result<void> keep_step(
    const std::filesystem::path& folder, const MachineId& machine, const Bytes& step
) {
  return write_small_file(file_in(folder), machine.value + step);
}

}  // namespace maintendue::agent
