// Words that stand in every field of a family's record, looked for wherever they must not be.
#include "base/log.h"
#include "families.h"

namespace maintendue::test {
namespace {

constexpr const char* kCanaries[] = {
    "Canarinette", "canarilangue", "06 77 88 99 11", "canariremarque", "00ca0a41e0000bb1",
};

class FamilysCanary : public Families {
 protected:
  static local::v1::Household canary() {
    local::v1::Household what;
    what.set_name(kCanaries[0]);
    what.set_language(kCanaries[1]);
    what.set_phone(kCanaries[2]);
    what.set_remarks(kCanaries[3]);
    what.add_machine_ids(kCanaries[4]);
    return what;
  }
  static std::string text_in(const std::filesystem::path& folder) {
    std::string all;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
      all += file.path().string();
      if (!file.is_regular_file()) continue;
      std::ifstream stream(file.path(), std::ios::binary);
      all.append(std::istreambuf_iterator<char>(stream), {});
    }
    return all;
  }
  static void expect_nothing_in(const std::string& text, const char* where) {
    EXPECT_FALSE(text.empty()) << where;
    for (const char* word : kCanaries) EXPECT_EQ(text.find(word), std::string::npos) << where;
  }
};

STORY(FamilysCanary, IsNothingTheRelayIsToldAndInNoFileAndNoLog) {
  testing::internal::CaptureStderr();
  log::start("test", log::Level::debug);
  co_await begin();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  auto adding = nadia_.families().add(canary());
  const HouseholdId id = required(co_await std::move(adding), "add");
  auto changing = nadia_.families().change(id, canary());
  EXPECT_EQ(Desk::outcome(co_await std::move(changing)), kDone);
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(nadia_.family(id).content.name(), kCanaries[0]) << "it is there to be found";
  auto duty = omar_.families().begin_duty(v1::DUTY_REASON_UPKEEP);
  EXPECT_EQ(Desk::outcome(co_await std::move(duty)), kDone);
  EXPECT_EQ(co_await omar_.load(), kDone);
  co_await omar_leaves();
  EXPECT_EQ(co_await nadia_.load(), kDone);
  EXPECT_EQ(required(co_await nadia_.families().seal_anew(), "seal anew"), 1);
  expect_nothing_in(text_in(site_.data()), "the relay's files");
  expect_nothing_in(nadia_.line + omar_.line, "what the relay was told");
  expect_nothing_in(text_in(nadia_.home()), "the console's files");
  EXPECT_EQ(Desk::outcome(co_await nadia_.families().erase(id)), kDone);
  expect_nothing_in(text_in(site_.data()), "the relay's files, afterwards");
  expect_nothing_in(testing::internal::GetCapturedStderr(), "the logs");
}

}  // namespace
}  // namespace maintendue::test
