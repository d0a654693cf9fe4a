// A slip of the operator's on the family's screen.
#pragma once

#include <memory>

#include "agent/service/consent/question.h"
#include "maintendue/v1/slip.pb.h"

namespace maintendue::agent {

// Lives on `main`. One window of ours, from open() until somebody closes it.
class LaidSlip {
 public:
  // `about` says whose slip it is.
  LaidSlip(v1::Slip slip, Question about);

  // Returns once the window is on the screen. PeerGone when it does not come up within kToAppear,
  // or was closed meanwhile.
  net::awaitable<Result<void>> open(Desktop& desktop, wire::Timeline& timeline);
  // Returns when the family has answered otherwise than before; PeerGone when the window is gone.
  // A page that it wants is opened on the way, in its own browser. After open().
  net::awaitable<Result<void>> answered(Desktop& desktop);
  void close();

  const v1::Slip& slip() const { return slip_; }
  // Unspecified until it is shown.
  const v1::SlipNews& standing() const { return standing_; }

 private:
  net::awaitable<Result<void>> shown();

  const v1::Slip slip_;
  const Question about_;
  v1::SlipNews standing_;
  std::unique_ptr<LocalLine> line_;  // once its program was started
  bool closed_ = false;
};

}  // namespace maintendue::agent
