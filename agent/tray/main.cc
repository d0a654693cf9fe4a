// maintendue-tray [--socket PATH]: started with the family's session, from XDG autostart.
// maintendue-tray [--socket PATH] --help-wanted: asks for the window with the pictures, and ends;
// started by whoever clicks on the picture on the desktop.
#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "agent/po/catalogue.h"
#include "agent/tray/only_one.h"
#include "agent/tray/tray.h"
#include "agent/tray/wish.h"
#include "base/file_lock.h"
#include "base/log.h"

namespace {

namespace tray = maintendue::tray;

constexpr auto kDefaultSocket = "/run/maintendue/tray.socket";

std::string environment(const char* variable) {
  const char* value = std::getenv(variable);
  return value ? value : "";
}

// Before the first thread or child: all of them inherit it.
tray::Descriptor block_signals() {
  sigset_t ours;
  sigemptyset(&ours);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGCHLD}) sigaddset(&ours, signal);
  sigprocmask(SIG_BLOCK, &ours, nullptr);
  return tray::Descriptor(signalfd(-1, &ours, SFD_CLOEXEC | SFD_NONBLOCK));
}

}  // namespace

int main(int count, char** arguments) {
  std::string socket = kDefaultSocket;
  bool help_wanted = false;
  for (int i = 1; i < count; ++i) {
    const std::string_view option = arguments[i];
    if (option == "--help-wanted") {
      help_wanted = true;
    } else if (option == "--socket" && i + 1 < count) {
      socket = arguments[++i];
    } else {
      std::fputs("usage: maintendue-tray [--socket PATH] [--help-wanted]\n", stderr);
      return 2;
    }
  }
  maintendue::log::start("maintendue-tray");
  // As its user set it: what we speak ourselves is put into ours.
  std::vector<std::string> session;
  for (char** entry = environ; *entry != nullptr; ++entry) session.emplace_back(*entry);
  tray::ChosenLanguage language = tray::ChosenLanguage::of_this_account();
  if (help_wanted) {
    maintendue::catalogue::speak(language.tag());
    return tray::wish_for_help(socket);
  }
  const std::string display = environment("DISPLAY");
  const std::string runtime = environment("XDG_RUNTIME_DIR");
  std::optional<maintendue::FileLock> only_one;
  if (!runtime.empty()) {
    only_one = maintendue::FileLock::of_file(tray::lock_path(runtime, display));
    // A session whose folder can't be written in still wants its tray.
    if (!only_one->take().value_or(true)) {
      std::fputs("maintendue-tray: another tray already runs in this session.\n", stderr);
      return 1;
    }
  }
  tray::Descriptor signals = block_signals();
  maintendue::catalogue::speak(language.tag());
  const auto program = std::filesystem::read_symlink("/proc/self/exe");
  tray::Tray icon({socket, program.parent_path(), display, std::move(language), std::move(session)}
  );
  icon.run(std::move(signals));
  return 0;
}
