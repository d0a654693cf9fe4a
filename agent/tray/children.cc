#include "agent/tray/children.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/parent.h"

namespace maintendue::tray {
namespace {

constexpr int kFirst = 3;
constexpr int kOutOfTheWay = 16;
constexpr auto kOpener = "xdg-open";

// Of a program of ours.
const char* file_of(Program program) {
  return program == Program::Screen ? "maintendue-screen" : "maintendue-dialog";
}

// What a window or a screen of ours needs to know of the session. Nothing that loads code into
// them, and none of the themes and settings that could paint the banner away.
std::vector<char*> what_they_need() {
  constexpr std::string_view kNames[] = {
      "DISPLAY",
      "XAUTHORITY",
      "HOME",
      "USER",
      "LOGNAME",
      "PATH",
      "TZ",
      "LANG",
      "LANGUAGE",
      "DBUS_SESSION_BUS_ADDRESS",
      "XDG_RUNTIME_DIR",
      "TMPDIR",
      "GDK_SCALE",
      "GDK_DPI_SCALE",
      "GTK_A11Y",
      "NO_AT_BRIDGE",
      "ASAN_OPTIONS",
      "LSAN_OPTIONS",
      "UBSAN_OPTIONS",
  };
  static char no_settings[] = "XDG_CONFIG_HOME=/nonexistent";
  static std::string started_by = std::string(kParentVariable) + "=" + std::to_string(getpid());
  std::vector<char*> kept = {no_settings, started_by.data()};
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view name =
        std::string_view(*entry).substr(0, std::string_view(*entry).find('='));
    if (name.starts_with("LC_") || std::ranges::find(kNames, name) != std::end(kNames)) {
      kept.push_back(*entry);
    }
  }
  kept.push_back(nullptr);
  return kept;
}

// What posix_spawn shall do between fork and exec.
class Preparation {
 public:
  Preparation() {
    posix_spawn_file_actions_init(&files_);
    posix_spawnattr_init(&attributes_);
    sigset_t nothing_blocked, our_own;
    sigemptyset(&nothing_blocked);
    sigemptyset(&our_own);
    for (const int signal : {SIGCHLD, SIGTERM, SIGINT, SIGHUP, SIGPIPE})
      sigaddset(&our_own, signal);
    posix_spawnattr_setsigmask(&attributes_, &nothing_blocked);
    posix_spawnattr_setsigdefault(&attributes_, &our_own);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~Preparation() {
    posix_spawn_file_actions_destroy(&files_);
    posix_spawnattr_destroy(&attributes_);
  }
  Preparation(const Preparation&) = delete;
  Preparation& operator=(const Preparation&) = delete;

  void hand_over(const std::vector<Descriptor>& descriptors) {
    posix_spawn_file_actions_addopen(&files_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    int next = kFirst;
    for (const Descriptor& descriptor : descriptors) {
      posix_spawn_file_actions_adddup2(&files_, descriptor.get(), next++);
    }
    posix_spawn_file_actions_addclosefrom_np(&files_, next);
  }

  Result<pid_t> start(const std::filesystem::path& program) {
    std::vector<char*> environment = what_they_need();
    char* const arguments[] = {const_cast<char*>(program.c_str()), nullptr};
    return spawn(program.c_str(), arguments, environment.data());
  }
  // One that is not ours, found by its name.
  Result<pid_t> start_theirs(
      const std::string& program, const std::string& argument, std::vector<std::string>& session
  ) {
    char* const arguments[] = {
        const_cast<char*>(program.c_str()), const_cast<char*>(argument.c_str()), nullptr
    };
    std::vector<char*> environment;
    for (std::string& entry : session) environment.push_back(entry.data());
    environment.push_back(nullptr);
    return spawn(program.c_str(), arguments, environment.data());
  }

 private:
  Result<pid_t> spawn(const char* program, char* const arguments[], char* const environment[]) {
    pid_t child = -1;
    const int failed = posix_spawnp(&child, program, &files_, &attributes_, arguments, environment);
    if (failed != 0) return fail(Errc::Internal, std::strerror(failed));
    return child;
  }

  posix_spawn_file_actions_t files_;
  posix_spawnattr_t attributes_;
};

}  // namespace

Result<pid_t> Children::start(Program program, std::vector<Descriptor> descriptors) {
  if (program == Program::Browser || descriptors.size() != descriptors_for(program)) {
    return fail(Errc::BadMessage, "spawn with a wrong number of descriptors");
  }
  // High enough that none is overwritten by the one before it takes its place.
  for (Descriptor& descriptor : descriptors) {
    descriptor = Descriptor(fcntl(descriptor.get(), F_DUPFD_CLOEXEC, kOutOfTheWay));
    if (!descriptor) return fail(Errc::Internal, std::strerror(errno));
  }
  Preparation preparation;
  preparation.hand_over(descriptors);
  Result<pid_t> child = preparation.start(folder_ / file_of(program));
  if (child) alive_.insert(*child);
  return child;
}

Result<pid_t> Children::open(const std::string& page) {
  Preparation preparation;
  preparation.hand_over({});
  Result<pid_t> child = preparation.start_theirs(kOpener, page, session_);
  if (child) browsers_.insert(*child);
  return child;
}

void Children::reap() {
  for (std::set<pid_t>* some : {&alive_, &browsers_}) {
    std::erase_if(*some, [](pid_t child) { return waitpid(child, nullptr, WNOHANG) != 0; });
  }
}

void Children::end_all() {
  for (const pid_t child : alive_) kill(child, SIGTERM);
  reap();  // those that are quick; SIGCHLD tells of the others
}

}  // namespace maintendue::tray
