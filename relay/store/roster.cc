#include "relay/store/roster.h"

#include "relay/store/base64.h"

namespace maintendue::relay::table {

Bytes kept_roster(soci::session& database) {
  std::string text;
  database << "SELECT news FROM roster WHERE only_row = 1", soci::into(text);
  if (!database.got_data()) return {};
  return from_base64(text).value_or(Bytes());
}

void keep_roster(soci::session& database, const Bytes& news) {
  const std::string text = to_base64(news);
  database << "INSERT INTO roster (only_row, news) VALUES (1, :news) "
              "ON CONFLICT (only_row) DO UPDATE SET news = excluded.news",
      soci::use(text);
}

}  // namespace maintendue::relay::table
