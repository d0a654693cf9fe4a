// The page that shows a session, as the session's story sees it.
#pragma once

#include <memory>
#include <variant>

#include "base/bytes.h"
#include "console/session/session_state.h"
#include "wire/net.h"

namespace maintendue::console {

struct OpenWish {
  MachineId machine;
  v1::CallKind call_kind = v1::CALL_KIND_UNSPECIFIED;
  bool come_back = false;  // after a restart, as the family agreed
};
struct AskWish {
  lease::Scope scope;
};
struct AskByNumberWish {
  lease::Scope scope;
};
struct NumberWish {
  std::string number;  // that the family read aloud
};
struct RestartWish {};
struct GiveBackWish {};
struct ShowWish {
  v1::Mark mark;  // on the family's screen
};
struct PauseWish {
  v1::Pause what;
};
struct SlipWish {
  v1::Slip slip;  // to be read there
};
struct TakenIn {
  std::uint64_t total;  // RFB bytes so far
};
struct PictureBegan {
  std::uint32_t number;  // SessionState::picture that the page shows from now on
};
// In place of OpenWish: nothing but to make sure that it is the family's own PC.
struct VerifyWish {
  OpenWish open;
};
struct VerifyAgainWish {};
struct EndWish {};
struct RfbInput {
  Bytes bytes;
};

using Wish = std::variant<
    OpenWish,
    VerifyWish,
    AskWish,
    AskByNumberWish,
    NumberWish,
    RestartWish,
    GiveBackWish,
    ShowWish,
    PauseWish,
    SlipWish,
    TakenIn,
    PictureBegan,
    VerifyAgainWish,
    EndWish,
    RfbInput>;

// Lives on `main`. One read under way at a time; writes may come from several coroutines and wait
// for each other. A write returns when the connection has taken it, which is the back-pressure.
class Browser {
 public:
  virtual ~Browser() = default;

  // PeerGone when the page is gone, BadMessage when it said something that is not in the contract.
  virtual net::awaitable<Result<Wish>> read() = 0;
  virtual net::awaitable<Result<void>> show(SessionState state) = 0;
  virtual net::awaitable<Result<void>> show_rfb(Bytes bytes) = 0;
  // Ends the connection; what is under way ends with it. Takes 2 s at most.
  virtual net::awaitable<void> close() = 0;
};

using BrowserPtr = std::shared_ptr<Browser>;

}  // namespace maintendue::console
