#include "roster/book_file.h"

#include "base/files.h"

namespace maintendue::roster {

Result<Book> open_book(const std::filesystem::path& file, const identity::Trust& trust) {
  Book book(trust);
  if (!std::filesystem::exists(file)) return book;
  const Result<std::string> bytes = read_small_file(file);
  if (!bytes) return tl::unexpected(bytes.error());
  v1::RosterNews news;
  if (!news.ParseFromString(*bytes)) return fail(Errc::NotTrusted, "not a roster");
  const auto taken = book.take_in(news);
  if (!taken) return tl::unexpected(taken.error());
  return book;
}

Result<void> keep_book(const Book& book, const std::filesystem::path& file) {
  return write_small_file(file, book.news().SerializeAsString());
}

}  // namespace maintendue::roster
