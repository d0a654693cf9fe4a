#include "agent/dialog/qr_code.h"

#include <qrencode.h>

#include <memory>

namespace maintendue::dialog {

Result<QrCode> qr_code(const std::string& text) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> made(
      QRcode_encodeData(
          static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()),
          0 /* the smallest version */, QR_ECLEVEL_M
      ),
      &QRcode_free
  );
  if (!made) return fail(Errc::BadMessage, "too long for a QR code");
  QrCode code;
  code.side = made->width;
  const int modules = code.side * code.side;
  for (int at = 0; at < modules; ++at) code.dark.push_back((made->data[at] & 1) != 0);
  return code;
}

}  // namespace maintendue::dialog
