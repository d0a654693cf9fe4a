// From our options to gRPC's: keys, limits, and how many connections the descriptors allow.
#pragma once

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>
#include <grpcpp/server_context.h>

#include <memory>

#include "wire/rpc_server.h"

namespace maintendue::wire {

std::shared_ptr<grpc::ServerCredentials> server_credentials(const ServerOptions& options);
void set_limits(grpc::ServerBuilder& builder, const ServerOptions& options);

// Raises the process's soft limit of descriptors as far as it may be and is needed. A connection
// takes two of them. Returns `wanted`, or less when the hard limit allows less.
int affordable_connections(int wanted);

Caller caller_of(const std::string& method, const grpc::ServerContextBase& context);

}  // namespace maintendue::wire
