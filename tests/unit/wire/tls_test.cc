#include "wire/tls.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <new>

#include "base/bytes.h"

namespace maintendue::wire {
namespace {

// A key short enough to stand inside of the object itself, whose place can be looked at afterwards.
TEST(TlsIdentity, LeavesNoKeyBehind) {
  alignas(TlsIdentity) std::array<std::byte, sizeof(TlsIdentity)> place{};
  const auto holds_key = [&place] {
    const BytesView bytes(reinterpret_cast<const char*>(place.data()), place.size());
    return bytes.find("private") != BytesView::npos;
  };
  auto* identity = new (place.data()) TlsIdentity{"private", "certificate"};
  EXPECT_TRUE(holds_key());
  identity->~TlsIdentity();
  EXPECT_FALSE(holds_key());
}

}  // namespace
}  // namespace maintendue::wire
