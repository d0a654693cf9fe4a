// A target without libFuzzer, for every build: its seeds, each of them cut everywhere, and
// MT_SCENARIOS random changes of them (MT_SEED repeats a run).
#include <google/protobuf/stubs/logging.h>

#include <random>
#include <string>

#include "target.h"

namespace maintendue::fuzz {
namespace {

constexpr unsigned long kScenarios = 200;
constexpr std::size_t kMostCuts = 3000;

unsigned long from_environment(const char* name, unsigned long otherwise) {
  const char* value = std::getenv(name);
  return value != nullptr ? std::stoul(value) : otherwise;
}

class Mutator {
 public:
  Mutator(std::vector<Bytes> seeds, unsigned long seed) : seeds_(std::move(seeds)), random_(seed) {}

  Bytes next() {
    Bytes bytes = seeds_[below(seeds_.size())];
    for (std::size_t changes = 1 + below(6); changes > 0; --changes) change(bytes);
    return bytes;
  }

 private:
  std::size_t below(std::size_t bound) { return bound == 0 ? 0 : random_() % bound; }

  void change(Bytes& bytes) {
    const std::size_t at = below(bytes.size() + 1);
    switch (below(6)) {
      case 0:
        if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
        break;
      case 1:
        if (at < bytes.size()) bytes[at] = static_cast<char>(random_());
        break;
      case 2:
        bytes.insert(at, below(9), static_cast<char>(random_()));
        break;
      case 3:
        bytes.erase(at, below(9));
        break;
      case 4:
        bytes.resize(at);
        break;
      default:
        bytes.insert(at, Bytes(bytes, below(bytes.size() + 1), below(40)));
    }
  }

  const std::vector<Bytes> seeds_;
  std::mt19937_64 random_;
};

void replay() {
  const std::vector<Bytes> all = seeds();
  for (const Bytes& seed : all) {
    feed(seed);
    const std::size_t step = seed.size() / kMostCuts + 1;
    for (std::size_t size = 0; size < seed.size(); size += step) {
      feed(BytesView(seed).substr(0, size));
    }
  }
  const unsigned long scenarios = from_environment("MT_SCENARIOS", kScenarios);
  const unsigned long seed = from_environment("MT_SEED", std::random_device{}());
  std::printf("scenarios=%lu seed=%lu\n", scenarios, seed);
  std::fflush(stdout);
  Mutator mutator(all, seed);
  for (unsigned long i = 0; i < scenarios; ++i) feed(mutator.next());
}

}  // namespace
}  // namespace maintendue::fuzz

int main() {
  const google::protobuf::LogSilencer quiet;
  maintendue::fuzz::replay();
}
