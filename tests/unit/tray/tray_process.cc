#include "tests/unit/tray/tray_process.h"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstring>

namespace maintendue::testing {
namespace {

constexpr int kPatienceMs = 30'000;

bool readable(int descriptor) {
  pollfd wait{descriptor, POLLIN, 0};
  return poll(&wait, 1, kPatienceMs) == 1;
}

}  // namespace

TrayProcess::TrayProcess(
    const std::filesystem::path& program,
    const std::string& socket,
    const std::vector<std::string>& environment,
    const std::vector<std::string>& options
) {
  pid_ = fork();
  if (pid_ != 0) return;
  std::vector<char*> variables, words;
  for (const std::string& each : environment) variables.push_back(const_cast<char*>(each.c_str()));
  variables.push_back(nullptr);
  const std::string name = program.string(), option = "--socket";
  for (const std::string* each : {&name, &option, &socket}) {
    words.push_back(const_cast<char*>(each->c_str()));
  }
  for (const std::string& each : options) words.push_back(const_cast<char*>(each.c_str()));
  words.push_back(nullptr);
  execve(program.c_str(), words.data(), variables.data());
  _exit(127);
}

void TrayProcess::end(int signal) {
  if (pid_ <= 0) return;
  kill(pid_, signal);
  exit_code();
}

int TrayProcess::exit_code() {
  int status = 0;
  waitpid(std::exchange(pid_, -1), &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

FakeService::FakeService(std::filesystem::path socket) : path_(std::move(socket)) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path_.string().copy(address.sun_path, sizeof(address.sun_path) - 1);
  door_ = Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  EXPECT_EQ(bind(door_.get(), reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
  EXPECT_EQ(listen(door_.get(), 4), 0);
}

void FakeService::accept() {
  ASSERT_TRUE(readable(door_.get())) << "no tray knocked";
  tray_ = Descriptor(accept4(door_.get(), nullptr, nullptr, SOCK_CLOEXEC));
  reader_ = {};
}

void FakeService::close_door() {
  tray_.reset();
  door_.reset();
  std::filesystem::remove(path_);
}

std::optional<pc::TrayToService> FakeService::next() {
  for (;;) {
    Result<std::optional<Bytes>> message = reader_.next();
    if (!message) return std::nullopt;
    if (*message) {
      pc::TrayToService says;
      EXPECT_TRUE(says.ParseFromString(**message));
      return says;
    }
    std::array<char, 1024> buffer;
    if (!readable(tray_.get())) return std::nullopt;
    const ssize_t got = read(tray_.get(), buffer.data(), buffer.size());
    if (got <= 0) return std::nullopt;
    reader_.feed({buffer.data(), static_cast<std::size_t>(got)});
  }
}

std::optional<pc::TrayHello> FakeService::hello() {
  const auto says = next();
  if (!says || !says->has_hello()) return std::nullopt;
  return says->hello();
}

void FakeService::state(bool connected, bool watched) {
  pc::ServiceToTray says;
  says.mutable_state()->set_connected(connected);
  says.mutable_state()->set_watched(watched);
  says.mutable_state()->set_organisation("La Maison Numérique");
  says.mutable_state()->set_visited(watched);
  if (watched) says.mutable_state()->set_operator_name("Nadia");
  send(says);
}

void FakeService::speak(const std::string& language) {
  pc::ServiceToTray says;
  says.mutable_speak()->set_language(language);
  send(says);
}

void FakeService::spawn(
    std::uint64_t id, pc::Spawn::Program program, std::vector<Descriptor> descriptors
) {
  pc::ServiceToTray says;
  says.mutable_spawn()->set_request_id(id);
  says.mutable_spawn()->set_program(program);
  send(says, descriptors);
}

void FakeService::open_page(std::uint64_t id, const std::string& page) {
  pc::ServiceToTray says;
  says.mutable_spawn()->set_request_id(id);
  says.mutable_spawn()->set_program(pc::Spawn::BROWSER);
  says.mutable_spawn()->set_page(page);
  send(says);
}

std::optional<bool> FakeService::spawned(std::uint64_t id) {
  const auto says = next();
  if (!says || !says->has_spawned() || says->spawned().request_id() != id) return std::nullopt;
  return says->spawned().ok();
}

void FakeService::send(const pc::ServiceToTray& says, const std::vector<Descriptor>& descriptors) {
  Bytes frame = local::encode(says.SerializeAsString());
  iovec part{frame.data(), frame.size()};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * 8)] = {};
  msghdr header{};
  header.msg_iov = &part;
  header.msg_iovlen = 1;
  if (!descriptors.empty()) {
    header.msg_control = control;
    header.msg_controllen = CMSG_SPACE(sizeof(int) * descriptors.size());
    cmsghdr* rights = CMSG_FIRSTHDR(&header);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(sizeof(int) * descriptors.size());
    for (std::size_t i = 0; i < descriptors.size(); ++i) {
      const int number = descriptors[i].get();
      std::memcpy(CMSG_DATA(rights) + i * sizeof(int), &number, sizeof(int));
    }
  }
  EXPECT_EQ(sendmsg(tray_.get(), &header, MSG_NOSIGNAL), static_cast<ssize_t>(frame.size()));
}

std::pair<Descriptor, Descriptor> line() {
  int ends[2];
  EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

std::string read_line(const Descriptor& from) {
  std::string text;
  char letter = 0;
  while (readable(from.get()) && read(from.get(), &letter, 1) == 1 && letter != '\n')
    text += letter;
  return text;
}

bool ends(const Descriptor& line) {
  const auto limit = std::chrono::steady_clock::now() + std::chrono::milliseconds{kPatienceMs};
  char ignored;
  while (std::chrono::steady_clock::now() < limit && readable(line.get())) {
    if (read(line.get(), &ignored, 1) <= 0) return true;
  }
  return false;
}

}  // namespace maintendue::testing
