// gRPC's half of a stream. The only classes that gRPC calls back: they tell what happened and
// decide nothing.
#pragma once

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/generic/generic_stub.h>

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "wire/open_calls.h"

namespace maintendue::wire {

// Whom a reactor tells. Called on gRPC's threads, possibly two at a time (a read and a write).
class ReactorSink {
 public:
  virtual ~ReactorSink() = default;
  // nullopt: nothing more will come, by half-close or because the call ended.
  virtual void on_read(std::optional<grpc::ByteBuffer> message) = 0;
  // False: the call is over, the message is lost.
  virtual void on_write(bool taken) = 0;
  // The call is over. Without a status the peer left and gRPC is not done yet (server only); with
  // one it is done, and this is the last word.
  virtual void on_over(const std::optional<grpc::Status>& status) = 0;
};

// One call, kept alive by itself until gRPC is done with it. Verbs come from one thread at a time,
// at most one read and one write under way (gRPC aborts the process otherwise).
class RpcReactor {
 public:
  virtual ~RpcReactor() = default;

  virtual void start_read() = 0;
  virtual void start_write(grpc::ByteBuffer message) = 0;
  // Client: half-close. Server: nothing, since its only last word is end().
  virtual void half_close() = 0;
  // Client: nothing will be started from `main` any more, so that the final status may come.
  virtual void release() = 0;
  // Client: cancels. Server: finishes with this status. Nothing may be started afterwards, and a
  // pump is told first, so that it starts nothing either.
  void end(const grpc::Status& status);
  // Server, unary: the one answer and the good end. Nothing may be started afterwards.
  virtual void answer(grpc::ByteBuffer) {}
  // Cuts the call whatever the peer does.
  virtual void cancel() = 0;

  // The sink of `main`, before anything is started. It is told at once when the call is over
  // already.
  void tell(std::shared_ptr<ReactorSink> sink);
  // From now on reads and writes are told to `pump` instead, and the end to both, to the pump
  // first.
  void pump_into(std::shared_ptr<ReactorSink> pump);

 protected:
  void told_read(bool ok, grpc::ByteBuffer& buffer);
  void told_write(bool ok);
  void told_over(std::optional<grpc::Status> status);

 private:
  virtual void do_end(const grpc::Status& status) = 0;
  std::shared_ptr<ReactorSink> current() const;

  mutable std::mutex mutex_;
  std::shared_ptr<ReactorSink> main_, pump_;
  bool over_ = false;
  std::optional<grpc::Status> status_;
};

class ClientReactor final : public RpcReactor,
                            public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  static std::shared_ptr<ClientReactor> create() { return std::make_shared<ClientReactor>(); }
  // Begins the call; `self` is this object. tell() comes first.
  void begin(
      std::shared_ptr<ClientReactor> self, grpc::GenericStub& stub, const std::string& method
  );

  void start_read() override { StartRead(&in_); }
  void start_write(grpc::ByteBuffer message) override;
  void half_close() override { StartWritesDone(); }
  void release() override;
  void cancel() override { context_.TryCancel(); }

 private:
  void do_end(const grpc::Status&) override;
  void OnReadDone(bool ok) override { told_read(ok, in_); }
  void OnWriteDone(bool ok) override { told_write(ok); }
  void OnDone(const grpc::Status& status) override;

  grpc::ClientContext context_;
  grpc::ByteBuffer in_, out_;
  bool released_ = false;  // `main` only
  std::shared_ptr<ClientReactor> self_;
};

class ServerReactor final : public RpcReactor, public grpc::ServerGenericBidiReactor {
 public:
  ServerReactor(grpc::GenericCallbackServerContext* context, OpenCalls::Place place)
      : place_(std::move(place)), context_(context) {}
  // Must be called once, with this object.
  void begin(std::shared_ptr<ServerReactor> self) { self_ = std::move(self); }

  void start_read() override { StartRead(&in_); }
  void start_write(grpc::ByteBuffer message) override;
  void half_close() override {}
  void release() override {}
  void cancel() override;
  void answer(grpc::ByteBuffer message) override;

 private:
  void do_end(const grpc::Status& status) override { Finish(status); }
  void OnReadDone(bool ok) override { told_read(ok, in_); }
  void OnWriteDone(bool ok) override { told_write(ok); }
  void OnCancel() override { told_over(std::nullopt); }
  void OnDone() override;

  const OpenCalls::Place place_;  // until nobody knows the call any more
  std::mutex context_mutex_;
  grpc::GenericCallbackServerContext* context_;  // gone with OnDone
  grpc::ByteBuffer in_, out_;
  std::shared_ptr<ServerReactor> self_;
};

}  // namespace maintendue::wire
