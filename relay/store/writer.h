// The one writer of a database: what waits is committed together, and told only then.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "base/result.h"
#include "relay/store/answer.h"
#include "relay/store/lane.h"

namespace maintendue::relay {

// Acknowledged means on the disk. A change that throws is undone alone, and the others of its group
// go on; a commit that fails is told to the whole group.
class Writer final {
 public:
  using Change = std::function<void(soci::session&)>;
  using Told = std::function<void(Result<void>)>;

  // `name`: what its thread is called.
  Writer(std::string name, const std::filesystem::path& file) : lane_(std::move(name), file) {}

  // Any thread. `told` is called on the store's thread, in the order of the calls.
  void write(Change change, Told told);

  // Work that must not be within a change's transaction. It throws nothing.
  template <class Work>
  void between(Work work) {
    lane_.post([this, work = std::move(work)] { work(lane_.database()); });
  }

  // Before the first write only.
  soci::session& database() { return lane_.database(); }

 private:
  struct Item {
    Change change;
    Told told;
    Result<void> outcome;
  };

  void commit();
  void apply(Item& item);

  std::vector<Item> group_;  // store thread only
  Lane lane_;                // last: its thread ends before the group goes
};

// A change, and what it answers once it is on the disk.
template <class Value>
net::awaitable<Result<Value>> write_on(
    net::any_io_executor main, Writer& writer, std::function<Value(soci::session&)> change
) {
  return answer_on<Value>(main, [&writer, change = std::move(change)](Answer<Value> answer) {
    const auto value = std::make_shared<std::optional<Value>>();
    const auto keep = [change, value](soci::session& database) { *value = change(database); };
    const auto told = [value, answer = std::move(answer)](const Result<void>& outcome) {
      if (outcome) {
        answer(std::move(**value));
      } else {
        answer(tl::unexpected(outcome.error()));
      }
    };
    writer.write(keep, told);
  });
}

// What a question answers; Internal for what it throws.
template <class Value>
Result<Value> answered(
    const std::function<Value(soci::session&)>& question, soci::session& database
) {
  try {
    return question(database);
  } catch (const std::exception& e) {
    return fail(Errc::Internal, e.what());
  }
}

}  // namespace maintendue::relay
