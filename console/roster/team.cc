#include "console/roster/team.h"

#include "base/files.h"
#include "base/log.h"
#include "base/photo.h"
#include "roster/book_file.h"

namespace maintendue::console {
namespace {

constexpr auto kComponent = "console.roster";

void keep(const roster::Book& book, const std::filesystem::path& file) {
  const Result<void> kept = roster::keep_book(book, file);
  if (kept) return;
  log::event(
      kComponent, log::Level::error, "roster cannot be kept", {{"detail", kept.error().detail}}
  );
}

std::vector<identity::Operator> suspended_in_one_alone(
    const roster::Book& here, const roster::Book& not_here
) {
  std::vector<identity::Operator> found;
  for (const roster::Member& member : here.roster().members) {
    const OperatorId& id = member.who.id;
    if (here.suspended(id) && !not_here.suspended(id)) found.push_back(member.who);
  }
  return found;
}

}  // namespace

Team::Team(
    net::any_io_executor main, roster::Book book, std::filesystem::path folder, OperatorId self
)
    : book_(std::move(book)),
      read_(book_),
      folder_(std::move(folder)),
      self_(std::move(self)),
      changed_(std::move(main)) {
  Result<roster::Book> read = roster::open_book(folder_ / "roster.read", trust().first());
  if (read && !read->empty()) {
    read_ = std::move(*read);
  } else {
    mark_read();
  }
}

Result<void> Team::hear(const v1::RosterNews& news) {
  const auto taken = book_.take_published(news);
  if (!taken) {
    log::event(
        kComponent, log::Level::warning, "roster not taken in",
        {{"error", name(taken.error().code)}, {"detail", taken.error().detail}}
    );
    return tl::unexpected(taken.error());
  }
  if (!*taken) return {};
  keep(book_, folder_ / "roster");
  log::event(
      kComponent, taken->instead ? log::Level::warning : log::Level::info,
      taken->instead ? "another roster of our edition was published" : "roster changed",
      {{"generation", book_.edition().generation}, {"version", book_.edition().version}}
  );
  changed_.notify();
  return {};
}

Bytes Team::photo() const {
  const roster::Member* self = book_.roster().member(self_);
  if (self == nullptr || self->photo_hash.empty()) return {};
  Result<std::string> jpeg = read_small_file(folder_ / kPhotoFile);
  const bool hers = jpeg && is_photo(*jpeg) && identity::sha256(*jpeg) == self->photo_hash;
  return hers ? std::move(*jpeg) : Bytes();
}

std::vector<identity::Operator> Team::newly_suspended() const {
  return suspended_in_one_alone(book_, read_);
}

std::vector<identity::Operator> Team::newly_lifted() const {
  return suspended_in_one_alone(read_, book_);
}

std::optional<identity::Operator> Team::newly_extended() const {
  if (!book_.extended() || (read_.extended() && read_.edition() == book_.edition())) {
    return std::nullopt;
  }
  return book_.roster().deputy()->who;
}

void Team::mark_read() {
  read_ = book_;
  keep(read_, folder_ / "roster.read");
}

}  // namespace maintendue::console
