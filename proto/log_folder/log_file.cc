#include "log_folder/log_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>

namespace maintendue::log_folder {
namespace {

namespace fs = std::filesystem;

// A record: kind (1 byte), length (3 bytes, big-endian), checksum (4 bytes of SHA-256 over all the
// rest), bytes.
constexpr std::size_t kRecordHead = 8;
constexpr std::size_t kLongestRecord = 16 * 1024;
constexpr std::uintmax_t kLongestFile = 256 * 1024;

constexpr char kAbout = 'A', kEntry = 'E', kOurHead = 'H', kTheirHead = 'T', kGiven = 'G';

Bytes checksum(char kind, BytesView bytes) {
  return session_log::sha256(Bytes(1, kind) + Bytes(bytes)).substr(0, 4);
}

Bytes record(char kind, BytesView bytes) {
  Bytes all(1, kind);
  for (const int shift : {16, 8, 0}) all += static_cast<char>(bytes.size() >> shift);
  return all + checksum(kind, bytes) + Bytes(bytes);
}

// Takes the next whole record off `rest`.
bool next_record(BytesView& rest, char& kind, BytesView& bytes) {
  if (rest.size() < kRecordHead) return false;
  std::size_t length = 0;
  for (int at = 1; at <= 3; ++at) length = length << 8 | static_cast<unsigned char>(rest[at]);
  if (length > kLongestRecord || rest.size() - kRecordHead < length) return false;
  kind = rest[0];
  bytes = rest.substr(kRecordHead, length);
  if (checksum(kind, bytes) != rest.substr(4, 4)) return false;
  rest.remove_prefix(kRecordHead + length);
  return true;
}

Bytes to_bytes(const session_log::About& about) {
  v1::LogHead head;
  head.set_side(about.side);
  head.set_machine_id(about.machine.value);
  head.set_session_id(about.session.value);
  head.set_session_counter(about.counter);
  head.set_previous_head(about.previous_head);
  head.set_operator_id(about.who.value);
  head.set_operator_key(about.operator_key);
  return head.SerializeAsString();
}

bool read_about(BytesView bytes, session_log::About& about) {
  v1::LogHead head;
  if (!head.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return false;
  about.side = head.side();
  about.machine = MachineId{head.machine_id()};
  about.session = SessionId{head.session_id()};
  about.counter = head.session_counter();
  about.previous_head = head.previous_head();
  about.who = OperatorId{head.operator_id()};
  about.operator_key = head.operator_key();
  return true;
}

bool read_head(BytesView bytes, std::optional<v1::SignedHead>& head) {
  return head.emplace().ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

// Whether the record could follow what was read so far; then it is in.
bool take_in(LogOnDisk& log, char kind, BytesView bytes) {
  switch (kind) {
    case kAbout:
      return read_about(bytes, log.about);
    case kEntry:
      return !log.ours && log.chain.append(Bytes(bytes));
    case kOurHead:
      return read_head(bytes, log.ours);
    case kTheirHead:
      return read_head(bytes, log.theirs);
    case kGiven:
      log.given = true;
      return true;
    default:
      return false;
  }
}

bool write_all(int descriptor, BytesView bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fdatasync(descriptor) == 0;
}

void sync_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

Result<LogFile> LogFile::create(
    const fs::path& path, const session_log::About& about, BytesView first_entry
) {
  std::error_code error;
  if (fs::exists(path, error)) return fail(Errc::Internal, path.string() + " is there already");
  const fs::path aside = path.string() + ".new";
  const int descriptor = ::open(aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) return fail(Errc::Internal, aside.string() + " cannot be written");
  LogFile file(descriptor);
  const Bytes begin = record(kAbout, to_bytes(about)) + record(kEntry, first_entry);
  const bool written = write_all(descriptor, begin);
  if (written) fs::rename(aside, path, error);
  if (!written || error) {
    fs::remove(aside, error);
    return fail(Errc::Internal, path.string() + " cannot be written");
  }
  sync_folder(path.parent_path());
  return file;
}

Result<LogFile> LogFile::reopen(const fs::path& path, const LogOnDisk& known) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (descriptor < 0) return fail(Errc::Internal, path.string() + " cannot be written");
  LogFile file(descriptor);
  if (::ftruncate(descriptor, static_cast<off_t>(known.whole_bytes)) != 0) {
    return fail(Errc::Internal, path.string() + " cannot be shortened");
  }
  return file;
}

LogFile::~LogFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<void> LogFile::add(char kind, BytesView bytes) {
  if (write_all(descriptor_, record(kind, bytes))) return {};
  return fail(Errc::Internal, "the session log takes no more");
}

Result<void> LogFile::add_entry(BytesView entry) { return add(kEntry, entry); }
Result<void> LogFile::add_our_head(const v1::SignedHead& head) {
  return add(kOurHead, head.SerializeAsString());
}
Result<void> LogFile::add_their_head(const v1::SignedHead& head) {
  return add(kTheirHead, head.SerializeAsString());
}
Result<void> LogFile::add_given() { return add(kGiven, {}); }

Result<LogOnDisk> read_log(const fs::path& path) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  if (error || size > kLongestFile) return fail(Errc::BadMessage, path.string() + " is no log");
  std::ifstream stream(path, std::ios::binary);
  const Bytes all{std::istreambuf_iterator<char>(stream), {}};
  LogOnDisk log;
  BytesView rest = all, bytes;
  char kind = 0;
  while (next_record(rest, kind, bytes) && take_in(log, kind, bytes)) {
    log.whole_bytes = all.size() - rest.size();
  }
  if (log.chain.entries().empty() || log.about.counter == 0) {
    return fail(Errc::BadMessage, path.string() + " holds no log");
  }
  return log;
}

}  // namespace maintendue::log_folder
