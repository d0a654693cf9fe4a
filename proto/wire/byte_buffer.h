// Bytes <-> what gRPC carries.
#pragma once

#include <grpcpp/support/byte_buffer.h>

#include <vector>

#include "base/bytes.h"

namespace maintendue::wire {

inline grpc::ByteBuffer to_buffer(BytesView bytes) {
  const grpc::Slice slice(bytes.data(), bytes.size());
  return grpc::ByteBuffer(&slice, 1);
}

inline Bytes to_bytes(const grpc::ByteBuffer& buffer) {
  Bytes bytes;
  std::vector<grpc::Slice> slices;
  if (!buffer.Valid() || !buffer.Dump(&slices).ok()) return bytes;
  bytes.reserve(buffer.Length());
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

}  // namespace maintendue::wire
