// What a mediator or support tells the enrolment process, signed with her own key.
#pragma once

#include <variant>

#include "maintendue/v1/enrolment.pb.h"
#include "roster/book.h"

namespace maintendue::roster {

// The clocks of the two may differ by so much; an order that is older is not taken any more.
constexpr std::chrono::minutes kOrderLife{10};

struct OpenCode {
  Bytes code_hash;  // identity::code_hash()
};
struct ListWaiting {};
struct Admit {
  Bytes key_hash;
};
struct TurnAway {
  Bytes key_hash;
};

struct EnrolmentOrder {
  OperatorId by;
  WallTime at;
  std::variant<OpenCode, ListWaiting, Admit, TurnAway> what;
};

// With what `book` knows, for a process that may know less.
v1::SignedOrder sign_order(
    const EnrolmentOrder& order, const Book& book, const identity::PrivateKey& key
);
// NotTrusted unless it is signed by a mediator or support of the book who is not suspended;
// OutOfDate beyond kOrderLife; BadMessage for an order of nothing.
Result<EnrolmentOrder> check_order(
    const v1::SignedOrder& signed_order, const Book& book, WallTime now
);

}  // namespace maintendue::roster
