// maintendue-screen as a whole: confined before it hears the viewer, on every thread.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/unit/screen/screen_session.h"

namespace maintendue::test {
namespace {

// The value of a line of /proc/PID/task/TID/status, for each thread.
std::vector<std::string> of_each_thread(pid_t process, const std::string& name) {
  std::vector<std::string> values;
  const std::string tasks = "/proc/" + std::to_string(process) + "/task";
  for (const auto& task : std::filesystem::directory_iterator(tasks)) {
    std::ifstream status(task.path() / "status");
    for (std::string word, value; status >> word;) {
      if (word == name && status >> value) values.push_back(value);
    }
  }
  return values;
}

TEST_F(ScreenSession, IsConfinedOnAllItsThreads) {
  ScreenProgram program(x.name());
  ASSERT_TRUE(program.news()->width);  // ready: no byte of the viewer's has been read
  EXPECT_EQ(of_each_thread(program.process(), "Seccomp:"), (std::vector<std::string>(3, "2")));
  EXPECT_EQ(of_each_thread(program.process(), "NoNewPrivs:"), (std::vector<std::string>(3, "1")));
}

}  // namespace
}  // namespace maintendue::test
