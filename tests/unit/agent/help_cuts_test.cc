// Exactly once: whatever is pressed, lost, said twice or cut off, the relay ends with what the
// family asked for, and with nothing else.
#include <cstdlib>
#include <fstream>
#include <map>
#include <random>
#include <set>

#include "agent/service/help/kept_help.h"
#include "help_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

// Each change is synced to the disk, which in memory takes no time.
const int kInMemory = ::setenv("TMPDIR", "/dev/shm", 1);

constexpr unsigned kRuns = 1000;
constexpr int kSteps = 40;

// As help.proto has it: the highest revision of each, and one that is open.
struct ModelRelay {
  std::map<std::string, v1::HelpRequest> kept;
  std::string newest;

  v1::HelpNews take(const v1::HelpRequest& request) {
    v1::HelpRequest& ours = kept[request.help_id()];
    if (ours.revision() == 0) newest = request.help_id();
    if (request.revision() > ours.revision()) ours = request;
    v1::HelpNews news;
    news.set_help_id(request.help_id());
    news.set_revision(ours.revision());
    return news;
  }
};

// What the family did, as it would tell it.
struct Told {
  std::string id;
  v1::HelpTopic topic = v1::HELP_TOPIC_UNSPECIFIED;
  v1::CallBack when = v1::CALL_BACK_ANY;
  bool cancelled = true;  // nothing is open
};

class HelpCuts : public HelpStage {
 protected:
  unsigned below(unsigned end) { return static_cast<unsigned>(random_() % end); }

  void press() {
    const auto topic = static_cast<v1::HelpTopic>(1 + below(8));
    calls_->press(topic, "fr");
    if (told_.cancelled) told_ = Told{agent::load_help(folder_.path())->request().help_id()};
    told_.topic = topic;
    told_.cancelled = false;
    opened_.insert(told_.id);
  }
  void wish() {
    const auto when = static_cast<v1::CallBack>(below(4));
    calls_->wish(when);
    if (!told_.cancelled) told_.when = when;
  }
  void cancel() {
    calls_->cancel();
    told_.cancelled = true;
  }
  // One message, and what comes of it on a line that may be cut before it, behind it, or behind its
  // answer; the answer may come twice, and late.
  void speak() {
    if (!linked_) return;
    const auto said = calls_->to_say();
    if (!said) return;
    const unsigned fate = below(5);
    if (fate == 0) return cut();  // lost
    const v1::HelpNews news = relay_.take(*said);
    if (fate == 1) return cut();  // kept, and the PC does not know
    late_.push_back(news);
    if (fate == 2) return;  // it comes when something else has happened
    calls_->told(news);
    if (fate == 3) calls_->told(news);
  }
  void hear_late() {
    if (late_.empty() || !linked_) return;
    calls_->told(late_[below(static_cast<unsigned>(late_.size()))]);
  }
  void cut() { linked_ = false; }
  void link() {
    linked_ = true;
    late_.clear();
    calls_->link_stands();
  }
  void lose_power() {
    cut();
    restart();
  }

  void step() {
    switch (below(11)) {
      case 0:
      case 1:
        return press();
      case 2:
        return wish();
      case 3:
        return below(3) == 0 ? cancel() : wish();
      case 4:
        return link();
      case 5:
        return lose_power();
      case 6:
        return hear_late();
      case 7:
        return calls_->end_seen();
      default:
        return speak();
    }
  }
  // A link that holds.
  void settle() {
    link();
    while (const auto said = calls_->to_say()) calls_->told(relay_.take(*said));
  }

  void begin(unsigned seed) {
    random_.seed(seed);
    (void)agent::forget_help(folder_.path());
    relay_ = {};
    told_ = {};
    opened_.clear();
    linked_ = false;
    late_.clear();
    restart();
  }

  std::mt19937 random_;
  ModelRelay relay_;
  Told told_;
  std::set<std::string> opened_;
  bool linked_ = false;
  std::vector<v1::HelpNews> late_;
};

TEST_F(HelpCuts, TheRelayEndsWithExactlyWhatWasPressed) {
  int open = 0, ended = 0;
  for (unsigned seed = 0; seed < kRuns; ++seed) {
    SCOPED_TRACE(seed);
    begin(seed);
    for (int i = 0; i < kSteps; ++i) step();
    settle();
    for (const auto& [id, request] : relay_.kept) {
      EXPECT_TRUE(opened_.contains(id)) << "nobody asked for that";
      if (id != told_.id) continue;
      EXPECT_EQ(request.topic(), told_.topic);
      EXPECT_EQ(request.call_back(), told_.when);
      EXPECT_EQ(request.cancelled(), told_.cancelled);
    }
    if (told_.cancelled) {
      ++ended;
      const auto newest = relay_.kept.find(relay_.newest);
      EXPECT_TRUE(newest == relay_.kept.end() || newest->second.cancelled());
    } else {
      ++open;
      EXPECT_EQ(relay_.newest, told_.id);
      EXPECT_EQ(standing().stage(), pc::HelpStanding::RECEIVED);
      EXPECT_EQ(standing().topic(), told_.topic);
    }
    if (HasFailure()) return;
  }
  EXPECT_GT(open, 100);
  EXPECT_GT(ended, 100);
}

// A file that was being written when the power went lies beside the one before.
TEST_F(HelpCuts, ACutWhileItIsWrittenLeavesTheOneBefore) {
  calls_->press(v1::HELP_TOPIC_SCHOOL, "fr");
  const auto file = folder_.path() / "help";
  const Bytes before = agent::load_help(folder_.path())->SerializeAsString();
  for (std::size_t written = 0; written <= before.size(); ++written) {
    std::ofstream(file.string() + ".new", std::ios::binary) << before.substr(0, written);
    restart();
    ASSERT_EQ(standing().topic(), v1::HELP_TOPIC_SCHOOL);
    ASSERT_TRUE(calls_->wish(written % 2 == 0 ? v1::CALL_BACK_MORNING : v1::CALL_BACK_EVENING));
    restart();
    ASSERT_EQ(
        standing().call_back(), written % 2 == 0 ? v1::CALL_BACK_MORNING : v1::CALL_BACK_EVENING
    );
  }
}

}  // namespace
}  // namespace maintendue::test
