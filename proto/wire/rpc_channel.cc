#include "wire/rpc_channel.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>

#include <algorithm>
#include <vector>

#include "wire/byte_buffer.h"
#include "wire/grpc_process.h"
#include "wire/limits.h"
#include "wire/main_stream.h"
#include "wire/peer_verifier.h"
#include "wire/status.h"

namespace maintendue::wire {
namespace {

// One unary call: gRPC's half lives until its callback, the half on `main` waits for the answer.
struct GrpcCall {
  grpc::ClientContext context;
  grpc::ByteBuffer request, response;
};

struct Call {
  explicit Call(const net::any_io_executor& main) : changed(main) {}
  ~Call() {
    if (!answer) grpc_half->context.TryCancel();  // nobody waits any more
  }
  void end(Result<Bytes> result) {
    if (answer) return;
    answer = std::move(result);
    changed.notify();
  }
  const std::shared_ptr<GrpcCall> grpc_half = std::make_shared<GrpcCall>();
  std::optional<Result<Bytes>> answer;
  Signal changed;
};

grpc::ChannelArguments arguments(const ChannelOptions& options) {
  using std::chrono::milliseconds;
  const auto ms = [](auto time) { return static_cast<int>(milliseconds(time).count()); };
  grpc::ChannelArguments args;
  args.SetMaxReceiveMessageSize(kLongestAnswer);
  args.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  args.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  args.SetInt(GRPC_ARG_SERVICE_CONFIG_DISABLE_RESOLUTION, 1);
  args.SetInt(GRPC_ARG_MAX_METADATA_SIZE, kLargestMetadata);
  args.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, ms(options.keepalive));
  args.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, ms(kPingAnswer));
  args.SetInt(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  args.SetInt(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);
  if (options.bounded_buffers) {
    args.SetInt(GRPC_ARG_HTTP2_BDP_PROBE, 0);
    args.SetInt(GRPC_ARG_HTTP2_STREAM_LOOKAHEAD_BYTES, kClientLookahead);
  }
  return args;
}

std::string target(const ChannelOptions& options) {
  const bool ipv6 = options.host.find(':') != std::string::npos;
  const std::string host = ipv6 ? "[" + options.host + "]" : options.host;
  return "dns:///" + host + ":" + std::to_string(options.port);
}

// gRPC's own words for a broken line. Our servers always give a name.
bool line_failed(const grpc::Status& status) {
  switch (status.error_code()) {
    case grpc::StatusCode::UNAVAILABLE:
    case grpc::StatusCode::CANCELLED:  // the other side's: when it is ours, nobody asks any more
    case grpc::StatusCode::UNKNOWN:
    case grpc::StatusCode::INTERNAL:
      return name(errc_named(status.error_message())) != status.error_message();
    default:
      return false;
  }
}

// The channel itself. Calls share it, so that one that has not begun yet may outlive its owner.
class Core final : public std::enable_shared_from_this<Core> {
 public:
  Core(net::any_io_executor main, ChannelOptions options)
      : door_(std::make_shared<Door>(std::move(main))),
        verdict_(std::make_shared<PeerVerdict>()),
        stub_(grpc::CreateCustomChannel(
            target(options),
            client_credentials(
                options.identity, options.roots, std::move(options.check_server), verdict_
            ),
            arguments(options)
        )) {}

  // Cancels what is under way; nothing begins any more.
  void close() {
    for (const auto& one : under_way_) one.cancel();
    closed_ = true;
    door_->shut();
  }

  static net::awaitable<Result<Bytes>> call(
      std::shared_ptr<Core> self, std::string method, Bytes request, std::chrono::milliseconds limit
  ) {
    if (self->closed_) co_return fail(Errc::Cancelled);
    const auto call = std::make_shared<Call>(self->door_->main());
    self->begin(call, method, request, limit);
    self.reset();
    while (!call->answer) co_await call->changed.wait();
    co_return std::move(*call->answer);
  }

  RpcStreamPtr stream(const std::string& method) {
    const auto reactor = ClientReactor::create();
    auto stream = MainStream::over(door_, reactor, meaning());
    reactor->begin(reactor, stub_, method);
    remember(stream, [](MainStream& s) { s.finish(); });
    // The caller's last pointer gone means that the call is cancelled.
    RpcStream* face = stream.get();
    return {face, [stream = std::move(stream)](RpcStream*) { stream->finish(); }};
  }

 private:
  void begin(
      const std::shared_ptr<Call>& call,
      const std::string& method,
      const Bytes& request,
      std::chrono::milliseconds limit
  ) {
    const auto half = call->grpc_half;
    half->request = to_buffer(request);
    half->context.set_deadline(std::chrono::system_clock::now() + limit);
    auto done = [half, door = door_, weak = std::weak_ptr(call),
                 meaning = meaning()](const grpc::Status& status) {
      Result<Bytes> answer =
          status.ok() ? Result<Bytes>(to_bytes(half->response)) : tl::unexpected(meaning(status));
      door->post([weak, answer = std::move(answer)]() mutable {
        if (const auto waiting = weak.lock()) waiting->end(std::move(answer));
      });
    };
    stub_.UnaryCall(
        &half->context, method, grpc::StubOptions(), &half->request, &half->response,
        std::move(done)
    );
    remember(call, [](Call& c) {
      c.grpc_half->context.TryCancel();
      c.end(fail(Errc::Cancelled));
    });
  }

  MainStream::Meaning meaning() const {
    return [verdict = verdict_](const grpc::Status& status) {
      if (!line_failed(status)) {
        const Errc code = errc_of(status.error_code(), status.error_message());
        return Error{code, status.error_message()};
      }
      if (const auto refusal = verdict->refusal()) return Error{Errc::NotTrusted, *refusal};
      return Error{Errc::RelayUnreachable, status.error_message()};
    };
  }

  template <class T, class Cancel>
  void remember(const std::shared_ptr<T>& what, Cancel cancel) {
    std::erase_if(under_way_, [](const UnderWay& u) { return u.what.expired(); });
    under_way_.push_back({what, [weak = std::weak_ptr(what), cancel] {
                            if (const auto alive = weak.lock()) cancel(*alive);
                          }});
  }

  struct UnderWay {
    std::weak_ptr<void> what;
    std::function<void()> cancel;
  };

  const std::shared_ptr<Door> door_;
  const std::shared_ptr<PeerVerdict> verdict_;
  grpc::GenericStub stub_;
  std::vector<UnderWay> under_way_;
  bool closed_ = false;
};

class Channel final : public RpcChannel {
 public:
  Channel(net::any_io_executor main, ChannelOptions options)
      : core_(std::make_shared<Core>(std::move(main), std::move(options))) {}
  ~Channel() override { core_->close(); }

  net::awaitable<Result<void>> connect(std::chrono::milliseconds limit) override {
    return hello(core_, limit);
  }
  net::awaitable<Result<Bytes>> call(
      std::string method, Bytes request, std::chrono::milliseconds limit
  ) override {
    return Core::call(core_, std::move(method), std::move(request), limit);
  }
  RpcStreamPtr stream(std::string method) override { return core_->stream(method); }

 private:
  static net::awaitable<Result<void>> hello(
      std::shared_ptr<Core> core, std::chrono::milliseconds limit
  ) {
    Bytes nothing;
    Result<Bytes> answer = co_await Core::call(std::move(core), kHello, std::move(nothing), limit);
    if (!answer) co_return tl::unexpected(answer.error());
    co_return Result<void>{};
  }

  const std::shared_ptr<Core> core_;
};

}  // namespace

std::unique_ptr<RpcChannel> RpcChannel::open(net::any_io_executor main, ChannelOptions options) {
  prepare_grpc();
  return std::make_unique<Channel>(std::move(main), std::move(options));
}

}  // namespace maintendue::wire
