#include "wire/grpc_process.h"

#include <google/protobuf/stubs/logging.h>
#include <grpc/support/log.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>

#include <cstdlib>
#include <mutex>
#include <string_view>

#include "base/log.h"

namespace maintendue::wire {
namespace {

// The last words before gRPC aborts the process are worth an error, whoever caused them.
void take(gpr_log_func_args* line) {
  const bool fatal = std::string_view(line->message).starts_with("assertion failed");
  const auto level = fatal ? log::Level::error : log::Level::debug;
  log::event("wire.grpc", level, "said", {{"text", line->message}});
}

void take_nothing(gpr_log_func_args*) {}

void quiet_log() {
  log::event(
      "wire.grpc", log::Level::debug, "in use"
  );  // so that the log is older than what follows
  gpr_set_log_function(take);
  std::atexit([] { gpr_set_log_function(take_nothing); });  // its threads outlive the log
}

// One call on a channel that leads nowhere makes gRPC start the threads; the channel is never let
// go.
void keep_callback_threads() {
  struct Kept {
    grpc::GenericStub stub{grpc::CreateChannel("", nullptr)};
    grpc::ClientContext context;
    grpc::ByteBuffer request, answer;
  };
  static auto* const kept = new Kept;
  const grpc::Slice nothing;
  kept->request = grpc::ByteBuffer(&nothing, 1);
  kept->stub.UnaryCall(
      &kept->context, "/none", grpc::StubOptions(), &kept->request, &kept->answer,
      [](const grpc::Status&) {}
  );
}

}  // namespace

void prepare_grpc() {
  static std::once_flag once;
  std::call_once(once, [] {
    quiet_log();
    google::protobuf::SetLogHandler(nullptr);  // any peer could fill the log with bad messages
    keep_callback_threads();
  });
}

}  // namespace maintendue::wire
