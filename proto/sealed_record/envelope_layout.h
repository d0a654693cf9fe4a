// How the envelopes of this house are laid out, as far as it decides whether what opens is what was
// sealed.
#pragma once

#include "base/bytes.h"

namespace maintendue::sealed_record {

// Whether it is AuthEnvelopedData (RFC 5083) whose content is under AES-256-GCM with the whole tag
// of 16 bytes (RFC 5084), in DER. OpenSSL opens an envelope by whatever cipher and with whatever
// length of tag it names: by one that has no tag, or with a short one, what opens need not be what
// was sealed.
bool sealed_by_gcm(BytesView envelope);

}  // namespace maintendue::sealed_record
