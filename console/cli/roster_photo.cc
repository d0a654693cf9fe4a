#include "base/files.h"
#include "base/photo.h"
#include "console/cli/commands.h"
#include "console/cli/files.h"
#include "console/cli/person.h"
#include "console/cli/roster_desk.h"
#include "console/roster/team.h"

namespace maintendue::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFile = 16 * 1024 * 1024;  // a camera writes much beside the picture

Bytes photo_in(const Terminal& terminal, const std::string& file) {
  Result<Bytes> bare = bare_photo(read_file(terminal, file, kLargestFile));
  if (!bare) stop(terminal, Word::BadPhoto, {file});
  return std::move(*bare);
}

// Beside the administrator's own folder, when nobody says where.
fs::path place_for(const Options& options, const std::string& name) {
  if (const auto given = options.optional("to")) return *given;
  const fs::path home = fs::absolute(options.required("home")).lexically_normal();
  const fs::path beside = (home.has_filename() ? home : home.parent_path()).parent_path();
  return beside / (folder_name(name) + ".jpg");
}

}  // namespace

void roster_set_photo(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(
      terminal, arguments, {"home", "name", "file", "to", "relay", "passphrase-file"}
  );
  const std::string& name = options.required("name");
  const std::optional<std::string> file = options.optional("file");
  RosterDesk desk(terminal, options);
  const OperatorId who = desk.called(name);
  const Bytes photo = file ? photo_in(terminal, *file) : Bytes();
  const bool own = who == desk.home().owner.id;
  const fs::path place = own ? desk.home().folder / console::kPhotoFile : place_for(options, name);
  if (!own && file && fs::exists(place)) stop(terminal, Word::Exists, {place.native()});
  desk.change(console::SetPhoto{who, photo.empty() ? Bytes() : identity::sha256(photo)}, {}, now);
  if (!file) return desk.tell(say(terminal.language(), Word::NoPhoto, {name}));
  if (own) {
    const Result<void> kept = write_small_file(place, photo);
    if (!kept) stop(terminal, Word::CannotWrite, {place.native(), kept.error().detail});
  } else {
    write_new_file(terminal, place, photo);
  }
  const Word word = own ? Word::OwnPhotoSet : Word::PhotoSet;
  desk.tell(say(terminal.language(), word, {name, place.native()}));
}

}  // namespace maintendue::cli
