#include <gtest/gtest.h>

#include "identity/issue.h"

namespace maintendue::identity {
namespace {

TEST(Names, OfPeopleAreOneLineOfText) {
  for (const BytesView good :
       {"Nadia", "La Maison Numérique", "مريم", "O'Brien, Zoé & fils", "x"}) {
    EXPECT_TRUE(fits_as_name(good)) << good;
  }
  EXPECT_TRUE(fits_as_name(std::string(64, 'x')));
  for (const BytesView bad :
       {"", " Nadia", "Nadia ", "Na\ndia", "Na\x1b[2Jdia", "Na\xc2\x85", "Nadi\xe9", "\xc0\xaf",
        "Nad\xf0\x9f"}) {
    EXPECT_FALSE(fits_as_name(bad)) << bad;
  }
  EXPECT_FALSE(fits_as_name(std::string(65, 'x')));
  EXPECT_FALSE(fits_as_name(BytesView("Na\0dia", 6)));
}

TEST(Names, OfHostsAreNamesOrAddresses) {
  for (const char* good : {"relay.example", "localhost", "127.0.0.1", "2001:db8::1", "r-1.a.b"}) {
    EXPECT_TRUE(fits_as_host(good)) << good;
  }
  for (const char* bad :
       {"", "relay.example:443", "*.example", "re lay", "relay..example", ".example", "example.",
        "-relay", "relay-", "rel\xc3\xa9", "https://relay.example"}) {
    EXPECT_FALSE(fits_as_host(bad)) << bad;
  }
  EXPECT_FALSE(fits_as_host(std::string("relay\0.org", 10)));
  EXPECT_FALSE(fits_as_host(std::string(64, 'x') + ".example"));
}

}  // namespace
}  // namespace maintendue::identity
