#include "agent/screen/confinement.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <cstdint>
#include <initializer_list>

namespace maintendue::screen {
namespace {

// The sanitizers' own reports read files and watch other threads.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

class Rules final {
 public:
  Rules() : filter_(::seccomp_init(SCMP_ACT_KILL_PROCESS)) { assert(filter_ != nullptr); }
  ~Rules() { ::seccomp_release(filter_); }
  Rules(const Rules&) = delete;
  Rules& operator=(const Rules&) = delete;

  void allow(std::initializer_list<int> calls) {
    for (const int call : calls) add(SCMP_ACT_ALLOW, call, {});
  }
  // Only when all of `when` holds.
  void allow(int call, std::initializer_list<scmp_arg_cmp> when) {
    add(SCMP_ACT_ALLOW, call, when);
  }
  // As if nothing could be read there.
  void find_nothing(int call, std::initializer_list<scmp_arg_cmp> when = {}) {
    add(SCMP_ACT_ERRNO(EACCES), call, when);
  }

  void load() {
    require(::seccomp_attr_set(filter_, SCMP_FLTATR_CTL_TSYNC, 1));  // all threads, or none
    require(::seccomp_attr_set(filter_, SCMP_FLTATR_CTL_NNP, 1));
    require(::seccomp_load(filter_));
  }

 private:
  void add(std::uint32_t action, int call, std::initializer_list<scmp_arg_cmp> when) {
    require(::seccomp_rule_add_array(
        filter_, action, call, static_cast<unsigned>(when.size()), when.begin()
    ));
  }
  // Nothing that a person or a peer does makes these fail.
  static void require(int verdict) { assert(verdict == 0); }

  const scmp_filter_ctx filter_;
};

scmp_arg_cmp is(unsigned argument, std::uint64_t value) {
  return {argument, SCMP_CMP_EQ, value, 0};
}

scmp_arg_cmp without(unsigned argument, std::uint64_t bits) {
  return {argument, SCMP_CMP_MASKED_EQ, bits, 0};
}

// What is open stays usable; nothing is opened. The setsockopt calls are our own pacing and what
// libvncserver does with every viewer.
void allow_what_is_open(Rules& rules) {
  rules.allow({
      SCMP_SYS(read),
      SCMP_SYS(write),
      SCMP_SYS(readv),
      SCMP_SYS(writev),
      SCMP_SYS(recvfrom),
      SCMP_SYS(recvmsg),
      SCMP_SYS(sendto),
      SCMP_SYS(sendmsg),
      SCMP_SYS(poll),
      SCMP_SYS(ppoll),
      SCMP_SYS(select),
      SCMP_SYS(pselect6),
      SCMP_SYS(close),
      SCMP_SYS(shutdown),
      SCMP_SYS(getpeername),
      SCMP_SYS(getsockname),
      SCMP_SYS(shmdt),
      SCMP_SYS(lseek),
  });
  for (const int about : {F_GETFD, F_SETFD, F_GETFL, F_SETFL}) {
    rules.allow(SCMP_SYS(fcntl), {is(1, static_cast<std::uint64_t>(about))});
  }
  rules.allow(SCMP_SYS(ioctl), {is(1, FIONREAD)});
  rules.allow(SCMP_SYS(setsockopt), {is(1, SOL_SOCKET), is(2, SO_SNDBUF)});
  rules.allow(SCMP_SYS(setsockopt), {is(1, IPPROTO_TCP), is(2, TCP_NODELAY)});
}

void allow_memory(Rules& rules) {
  rules.allow({SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise)});
  rules.allow(SCMP_SYS(mmap), {without(2, PROT_EXEC)});
  rules.allow(SCMP_SYS(mprotect), {without(2, PROT_EXEC)});
  rules.allow({SCMP_SYS(getrandom)});  // malloc's own
}

// Time, waiting for the other thread, and an end in order; or by an assert of ours.
void allow_life_of_threads(Rules& rules) {
  rules.allow({
      SCMP_SYS(futex),
      SCMP_SYS(restart_syscall),
      SCMP_SYS(sched_yield),
      SCMP_SYS(sched_getaffinity),
      SCMP_SYS(clock_gettime),
      SCMP_SYS(clock_nanosleep),
      SCMP_SYS(nanosleep),
      SCMP_SYS(gettimeofday),
      SCMP_SYS(rt_sigaction),
      SCMP_SYS(rt_sigprocmask),
      SCMP_SYS(rt_sigreturn),
      SCMP_SYS(getpid),
      SCMP_SYS(gettid),
      SCMP_SYS(uname),
      SCMP_SYS(exit),
      SCMP_SYS(exit_group),
  });
  const auto ourselves = static_cast<std::uint64_t>(::getpid());
  rules.allow(SCMP_SYS(tgkill), {is(0, ourselves), is(2, SIGABRT)});
}

// The C library looks for a time zone, Xlib for its locale; both do without.
void find_no_files(Rules& rules) {
  rules.find_nothing(SCMP_SYS(openat), {without(2, O_ACCMODE | O_CREAT | O_TRUNC)});
  rules.find_nothing(SCMP_SYS(open), {without(1, O_ACCMODE | O_CREAT | O_TRUNC)});
  for (const int call :
       {SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(stat),
        SCMP_SYS(lstat), SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(readlink),
        SCMP_SYS(readlinkat)}) {
    rules.find_nothing(call);
  }
}

}  // namespace

void confine() {
  if (kSanitized) return;
  Rules rules;
  allow_what_is_open(rules);
  allow_memory(rules);
  allow_life_of_threads(rules);
  find_no_files(rules);
  rules.load();
}

}  // namespace maintendue::screen
