// An organisation's enrolment folders on the disk, its tokens, and the day of the workshop.
#pragma once

#include <gtest/gtest.h>

#include <fstream>

#include "base/random.h"
#include "identity/workshop_token.h"
#include "support/organisation.h"
#include "support/temp_folder.h"

namespace maintendue::test {

using namespace std::chrono_literals;

// When tests/support/manual_timeline.h begins.
inline const WallTime kWorkshopDay = from_unix_ms(1'764'000'000'000);

class Workshop : public ::testing::Test {
 protected:
  Workshop() {
    std::filesystem::create_directory(keys());
    put("intermediate.key", organisation_.intermediate().key.to_pem());
    put("intermediate.crt", organisation_.intermediate().certificate.to_pem());
    put("root.crt", organisation_.root().certificate.to_pem());
    put("server.key", server_.key.to_pem());
    put("server.crt", server_.chain);
    put("roster", organisation_.news().SerializeAsString());
  }

  std::filesystem::path keys() const { return folder_.path() / "keys"; }
  std::filesystem::path data() const { return folder_.path() / "data"; }
  void put(const std::string& name, const std::string& text) const {
    std::ofstream(keys() / name, std::ios::binary) << text;
  }
  static identity::WorkshopToken token_for(int uses) {
    return {random_bytes(16), uses, kWorkshopDay, kWorkshopDay + 8h};
  }
  Bytes signed_token(const identity::WorkshopToken& token) const {
    return identity::sign_token(token, organisation_.roster_key());
  }

  const TempFolder folder_;
  const Organisation organisation_;
  const Holder server_ = organisation_.server("127.0.0.1", identity::Server::Enrolment);
};

}  // namespace maintendue::test
