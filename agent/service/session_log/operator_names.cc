#include "agent/service/session_log/operator_names.h"

#include "base/files.h"
#include "base/log.h"
#include "maintendue/local/v1/kept.pb.h"

namespace maintendue::agent {

OperatorNames::OperatorNames(std::filesystem::path file) : file_(std::move(file)) {
  const Result<std::string> kept = read_small_file(file_);
  local::v1::KeptNames names;
  if (!kept || !names.ParseFromString(*kept)) return;
  for (const local::v1::KeptName& one : names.names()) names_[one.operator_id()] = one.name();
}

void OperatorNames::remember(const OperatorId& who, const std::string& name) {
  if (name.empty() || of(who) == name) return;
  names_[who.value] = name;
  keep();
}

std::string OperatorNames::of(const OperatorId& who) const {
  const auto found = names_.find(who.value);
  return found == names_.end() ? std::string() : found->second;
}

void OperatorNames::keep_only(const std::set<std::string>& ids) {
  const auto gone =
      std::erase_if(names_, [&](const auto& one) { return !ids.contains(one.first); });
  if (gone > 0) keep();
}

void OperatorNames::keep() const {
  local::v1::KeptNames names;
  for (const auto& [id, name] : names_) {
    local::v1::KeptName& one = *names.add_names();
    one.set_operator_id(id);
    one.set_name(name);
  }
  const Result<void> kept = names_.empty() ? remove_small_file(file_)
                                           : write_small_file(file_, names.SerializeAsString());
  if (kept) return;
  log::event(
      "agent.log", log::Level::warning, "names for the journal are not kept",
      {{"detail", kept.error().detail}}
  );
}

}  // namespace maintendue::agent
