#include "wire/status.h"

#include <array>

namespace maintendue::wire {
namespace {

struct Row {
  int code;
  std::string_view word;  // of the Connect protocol
  Errc meaning;           // when no name of ours came with it
};

constexpr std::array<Row, 17> kRows{{
    {0, "ok", Errc::PeerGone},
    {1, "canceled", Errc::Cancelled},
    {2, "unknown", Errc::Internal},
    {3, "invalid_argument", Errc::BadMessage},
    {4, "deadline_exceeded", Errc::TimedOut},
    {5, "not_found", Errc::NotFound},
    {6, "already_exists", Errc::BadMessage},
    {7, "permission_denied", Errc::NotAllowed},
    {8, "resource_exhausted", Errc::Overloaded},
    {9, "failed_precondition", Errc::NotAllowed},
    {10, "aborted", Errc::PeerGone},
    {11, "out_of_range", Errc::BadMessage},
    {12, "unimplemented", Errc::BadMessage},
    {13, "internal", Errc::Internal},
    {14, "unavailable", Errc::RelayUnreachable},
    {15, "data_loss", Errc::Internal},
    {16, "unauthenticated", Errc::NotTrusted},
}};

const Row& row(int code) {
  const bool known = code >= 0 && code < static_cast<int>(kRows.size());
  return kRows[known ? static_cast<std::size_t>(code) : 2];
}

}  // namespace

int grpc_code(Errc code) {
  switch (code) {
    case Errc::PeerGone:
      return 10;
    case Errc::TimedOut:
      return 4;
    case Errc::Cancelled:
      return 1;
    case Errc::ConsentDenied:
    case Errc::OutOfDate:
      return 9;
    case Errc::ConsentExpired:
      return 9;
    case Errc::NotAllowed:
      return 7;
    case Errc::NotTrusted:
    case Errc::NotVerified:
    case Errc::KeyChanged:
      return 16;
    case Errc::NotFound:
      return 5;
    case Errc::BadMessage:
      return 3;
    case Errc::MachineOff:
      return 9;
    case Errc::MachineBusy:
    case Errc::MachineQuarantined:
      return 9;
    case Errc::MachineRevoked:
    case Errc::MachineOfAnother:
      return 7;
    case Errc::RelayUnreachable:
      return 14;
    case Errc::WrongPassphrase:
      return 7;
    case Errc::TryLater:
      return 8;
    case Errc::Overloaded:
    case Errc::NoRoom:
      return 8;
    case Errc::Internal:
      return 13;
  }
  return 13;
}

Errc errc_of(int grpc_code, std::string_view message) {
  const Errc named = errc_named(message);
  return name(named) == message ? named : row(grpc_code).meaning;
}

bool may_have_been_done(Errc code) {
  switch (code) {
    case Errc::PeerGone:
    case Errc::TimedOut:
    case Errc::Cancelled:
    case Errc::RelayUnreachable:
    case Errc::Internal:
      return true;
    default:
      return false;
  }
}

std::string_view connect_word(int grpc_code) { return row(grpc_code).word; }

}  // namespace maintendue::wire
