// maintendue-screen itself, as the tray would start it: our ends of its two descriptors, an RFB
// viewer on one, orders and news on the other.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

#include "lease/lease.h"
#include "tests/support/rfb_client.h"

namespace maintendue::test {

constexpr std::int32_t kRaw = 0, kZrle = 16, kTight = 7, kShape = -239, kLastRect = -224,
                       kDesktopSize = -223, kExtendedDesktopSize = -308,
                       kExtendedClipboard = static_cast<std::int32_t>(0xc0a1e5ce), kQuality6 = -26,
                       kCompression2 = -254;

// What the program tells the service.
struct News {
  int width = 0, height = 0;  // of ScreenReady
  std::string failed;         // of ScreenFailed: the name of its reason
};

class ScreenProgram final {
 public:
  explicit ScreenProgram(const std::string& display);
  ~ScreenProgram();  // closes what is open and waits for the end
  ScreenProgram(const ScreenProgram&) = delete;
  ScreenProgram& operator=(const ScreenProgram&) = delete;

  RfbClient& viewer() { return *viewer_; }
  int viewer_socket() const { return rfb_; }
  pid_t process() const { return process_; }

  void order(lease::Scope scope, bool input_suspended = false);
  // The next news; nothing when the program closed descriptor 4. Throws after ten seconds.
  std::optional<News> news();
  // Handshake, encodings, first whole picture. Needs orders that allow it.
  void look(const std::vector<std::int32_t>& encodings);
  void close_rfb();
  void close_service();
  void tell_to_go();
  int exit_code();  // waits for the end

 private:
  int rfb_ = -1, service_ = -1;
  pid_t process_ = -1;
  std::optional<RfbClient> viewer_;
};

}  // namespace maintendue::test
