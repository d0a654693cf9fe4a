#include "agent/service/birth/image.h"

#include <algorithm>
#include <array>

#include "agent/service/state/machine_state.h"
#include "identity/workshop_token.h"
#include "roster/book_file.h"

namespace maintendue::agent {
namespace {

namespace fs = std::filesystem;

constexpr std::array kOurs{
    "anew",  "enrolment", "farewell", "help", "log",      "machine.crt",    "machine.key",
    "relay", "root.crt",  "roster",   "step", "way-back", "workshop.token",
};

bool is_ours(const std::string& name) {
  const std::string whole = name.ends_with(".new") ? name.substr(0, name.size() - 4) : name;
  return std::ranges::find(kOurs, whole) != kOurs.end();
}

// Fifty PCs believe nothing older than what the image brings: so it brings the newest.
Result<roster::Book> book_of(
    const Prepared& prepared, const identity::Trust& trust, const fs::path& known, WallTime now
) {
  roster::Book book(trust);
  v1::RosterNews news;
  if (news.ParseFromString(prepared.roster)) (void)book.take_in(news);
  if (book.empty()) return fail(Errc::NotTrusted, "The roster is not this organisation's.");
  if (book.ends() <= now) return fail(Errc::OutOfDate, "The roster has ended: take the newest.");
  const Result<roster::Book> here = roster::open_book(known, trust);
  if (here && book.edition() < here->edition()) {
    return fail(Errc::OutOfDate, "This PC knows a newer roster than that one: take the newest.");
  }
  return book;
}

// Nothing but what we know how to judge.
Result<void> check_folder(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder, error)) return {};
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename();
    const bool journal = name.starts_with("log of ") || (name == "log" && !fs::is_empty(*it));
    if (journal) {
      return fail(
          Errc::NotAllowed,
          "This PC has a journal of sessions: it is a family's. Take another one for the image."
      );
    }
    if (is_ours(name)) continue;
    return fail(
        Errc::NotAllowed, "\"" + name + "\" in " + folder.string() +
                              " is not the agent's: move it away, then try again."
    );
  }
  if (error) return fail(Errc::Internal, folder.string() + " cannot be read.");
  return {};
}

// What a cut left of a file that was being written.
Result<void> sweep(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> left;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() == ".new") left.push_back(it->path());
  }
  for (const fs::path& file : left) fs::remove(file, error);
  fs::remove_all(folder / "anew", error);
  if (!error) fs::remove(folder / "log", error);  // empty: check_folder() saw to it
  if (error) return fail(Errc::Internal, folder.string() + " cannot be swept.");
  return {};
}

}  // namespace

Result<Image> prepare_image(const fs::path& folder, const Prepared& prepared, WallTime now) {
  const Result<identity::Trust> trust = identity::Trust::from_pem(prepared.root_pem);
  if (!trust) return fail(Errc::NotTrusted, "The root certificate is not an organisation's.");
  if (auto checked = check_folder(folder); !checked) return tl::unexpected(checked.error());
  const Result<roster::Book> book = book_of(prepared, *trust, folder / "roster", now);
  if (!book) return tl::unexpected(book.error());
  const auto token =
      identity::check_token(prepared.token, book->trust(), book->edition().generation, now);
  if (!token) {
    return fail(
        Errc::NotAllowed, "The workshop token is not this organisation's, or its time is over (" +
                              token.error().detail + "): ask for a new one."
    );
  }
  if (auto made = make_state_folder(folder); !made) return tl::unexpected(made.error());
  Result<std::vector<std::string>> removed = forget_identity(folder);
  if (!removed) return tl::unexpected(removed.error());
  if (auto swept = sweep(folder); !swept) return tl::unexpected(swept.error());
  if (auto saved = save_prepared(folder, prepared); !saved) return tl::unexpected(saved.error());
  return Image{std::move(*removed), token->uses, token->not_after, book->roster().made};
}

}  // namespace maintendue::agent
