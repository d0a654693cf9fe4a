// A terminal whose answers the test has written down.
#pragma once

#include <deque>
#include <sstream>

#include "console/cli/cli.h"

namespace maintendue::test {

class PaperTerminal final : public cli::Terminal {
 public:
  cli::Language language() const override { return speaks; }
  std::ostream& out() override { return out_; }
  std::ostream& err() override { return err_; }
  std::optional<Secret> ask_secret(const std::string& prompt) override {
    std::optional<std::string> answer = ask(prompt);
    if (!answer) return std::nullopt;
    return Secret(std::move(*answer));
  }
  std::optional<std::string> ask(const std::string& prompt) override {
    asked.push_back(prompt);
    if (answers.empty()) return std::nullopt;
    std::string answer = answers.front();
    answers.pop_front();
    return answer;
  }
  std::string said() const { return out_.str(); }
  std::string complained() const { return err_.str(); }

  cli::Language speaks = cli::Language::English;
  std::deque<std::string> answers;
  std::vector<std::string> asked;

 private:
  std::ostringstream out_, err_;
};

}  // namespace maintendue::test
