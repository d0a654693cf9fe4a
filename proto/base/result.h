// Result<T>: a value, or an Error that somebody else caused. std::expected when the compiler has
// it.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "base/error.h"

namespace maintendue {

template <class T>
using Result = tl::expected<T, Error>;

// return fail(Errc::BadMessage, "frame of 3 bytes");
inline tl::unexpected<Error> fail(Errc code, std::string detail = {}) {
  return tl::unexpected<Error>(Error{code, std::move(detail)});
}

}  // namespace maintendue
