// What the family of this PC has said no to, operator by operator, so that calling again is not
// asking anew.
#pragma once

#include <map>
#include <memory>

#include "agent/service/consent/insistence.h"
#include "base/bytes.h"

namespace maintendue::agent {

// Lives on `main`, in memory: a PC that is started anew, which its family can do, remembers
// nothing.
class Noes {
 public:
  // What was said to whoever holds that key. A session keeps it while it lasts.
  std::shared_ptr<Insistence> of(const Bytes& operator_key, SteadyTime now) {
    std::erase_if(past_, [now](const auto& one) {
      return one.second.use_count() == 1 && one.second->forgotten(now);
    });
    auto& past = past_[operator_key];
    if (!past) past = std::make_shared<Insistence>();
    return past;
  }
  // How many operators something is remembered of.
  std::size_t size() const { return past_.size(); }

 private:
  std::map<Bytes, std::shared_ptr<Insistence>> past_;
};

}  // namespace maintendue::agent
