// A session whose line to the operator can be cut, and taken up by her again.
#pragma once

#include "session_stage.h"

namespace maintendue::test {

class CutStage : public SessionStage {
 protected:
  // Her console has kept the newest secret.
  void keep_secret() {
    v1::ConsoleSays says;
    says.mutable_secret_kept();
    operator_says(std::move(says));
  }
  Bytes secret() const {
    for (auto says = said_.rbegin(); says != said_.rend(); ++says) {
      if (says->has_taken_up()) return says->taken_up().resume_secret();
      if (says->has_resume_secret()) return says->resume_secret();
    }
    return {};
  }
  void cut() {
    theirs_->finish();
    settle();
    console_silent_ = true;
  }
  // A new inner connection of hers; what the PC makes of it.
  bool comes_back(const Bytes& secret) {
    console_silent_ = false;
    pair_ = MemoryPair(io_.get_executor(), 64);
    auto ours = tunnel_to_operator();
    net::co_spawn(io_, listen(), net::detached);
    const bool taken = session_->resume({std::move(ours), secret});
    settle();
    console_silent_ = !taken;
    return taken;
  }
};

}  // namespace maintendue::test
