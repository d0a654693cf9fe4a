#include "agent/dialog/voice.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace maintendue::dialog {
namespace {

constexpr auto kReader = "espeak-ng";
constexpr auto kWordsAMinute = "130";  // its own 175 are for those who know it
// The languages of our catalogues for which it has a voice.
constexpr std::array<std::string_view, 11> kVoices{
    "ar", "en", "es", "fa", "fr", "it", "pt", "ro", "ru", "tr", "uk",
};

// Through a pipe: what it reads is in no list of processes.
void hand_over(int to, const std::string& sentence) {
  [[maybe_unused]] const ssize_t written = write(to, sentence.data(), sentence.size());
  close(to);
}

}  // namespace

bool Voice::speaks(const std::string& language) {
  char* path = g_find_program_in_path(kReader);
  const bool there = path != nullptr;
  g_free(path);
  return there && std::ranges::find(kVoices, language) != kVoices.end();
}

void Voice::read(const std::string& sentence, const std::string& language) {
  be_silent();
  const char* arguments[] = {kReader,       "-v",      language.c_str(), "-s",
                             kWordsAMinute, "--stdin", nullptr};
  int to = -1;
  const auto flags = static_cast<GSpawnFlags>(
      G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL |
      G_SPAWN_STDERR_TO_DEV_NULL
  );
  const gboolean started = g_spawn_async_with_pipes(
      nullptr, const_cast<char**>(arguments), nullptr, flags, nullptr, nullptr, &reader_, &to,
      nullptr, nullptr, nullptr
  );
  if (!started) {
    reader_ = 0;
    return;
  }
  hand_over(to, sentence);
  watch_ = g_child_watch_add(
      reader_,
      [](GPid reader, gint, gpointer self) {
        g_spawn_close_pid(reader);
        static_cast<Voice*>(self)->reader_ = 0;
        static_cast<Voice*>(self)->watch_ = 0;
      },
      this
  );
}

void Voice::be_silent() {
  if (reader_ == 0) return;
  g_source_remove(watch_);
  kill(reader_, SIGTERM);
  g_child_watch_add(
      reader_, [](GPid reader, gint, gpointer) { g_spawn_close_pid(reader); }, nullptr
  );
  reader_ = 0;
  watch_ = 0;
}

}  // namespace maintendue::dialog
