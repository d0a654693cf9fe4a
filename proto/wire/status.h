// Errc <-> what gRPC and Connect call a status. The status message is the error's name
// ("machine_off"), so that the browser finds the sentence in its catalogue; our detail stays in our
// own log.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace maintendue::wire {

// gRPC status code numbers (grpc/doc/statuscodes.md): NotAllowed -> 7 PERMISSION_DENIED and so on.
int grpc_code(Errc code);
// From a status: by its message when that is a name of ours, else by its number.
Errc errc_of(int grpc_code, std::string_view message);
// Whether a call that ended so may have been done all the same: no answer came of whoever was
// asked.
bool may_have_been_done(Errc code);
// "permission_denied": the Connect protocol's word for a gRPC code number.
std::string_view connect_word(int grpc_code);

}  // namespace maintendue::wire
