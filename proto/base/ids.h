// Strong ids, so that a session is never taken for a machine.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace maintendue {

template <class Tag, class Value>
struct Id {
  Value value{};
  friend auto operator<=>(const Id&, const Id&) = default;
};

using SessionId = Id<struct SessionTag, std::uint64_t>;
using MachineId = Id<struct MachineTag, std::string>;      // 16 lower-case hexadecimal digits
using OperatorId = Id<struct OperatorTag, std::string>;    // 16 lower-case hexadecimal digits
using HouseholdId = Id<struct HouseholdTag, std::string>;  // 16 lower-case hexadecimal digits

}  // namespace maintendue

template <class Tag, class Value>
struct std::hash<maintendue::Id<Tag, Value>> {
  std::size_t operator()(const maintendue::Id<Tag, Value>& id) const {
    return std::hash<Value>{}(id.value);
  }
};
