#include "wire/rpc_reactor.h"

namespace maintendue::wire {

void RpcReactor::tell(std::shared_ptr<ReactorSink> sink) {
  const std::lock_guard lock(mutex_);
  main_ = std::move(sink);
  if (over_) main_->on_over(status_);
}

void RpcReactor::pump_into(std::shared_ptr<ReactorSink> pump) {
  bool over;
  {
    const std::lock_guard lock(mutex_);
    over = over_;
    if (!status_) pump_ = pump;
  }
  if (over) pump->on_over(std::nullopt);
}

std::shared_ptr<ReactorSink> RpcReactor::current() const {
  const std::lock_guard lock(mutex_);
  return pump_ ? pump_ : main_;
}

void RpcReactor::told_read(bool ok, grpc::ByteBuffer& buffer) {
  std::optional<grpc::ByteBuffer> message;
  if (ok) message.emplace().Swap(&buffer);
  current()->on_read(std::move(message));
}

void RpcReactor::told_write(bool ok) { current()->on_write(ok); }

void RpcReactor::told_over(std::optional<grpc::Status> status) {
  std::shared_ptr<ReactorSink> main, pump;
  {
    const std::lock_guard lock(mutex_);
    main = main_;
    pump = pump_;
    over_ = true;
    status_ = status;
    if (status) pump_.reset();  // the last word, and the pump keeps us alive
  }
  if (pump) pump->on_over(status);
  if (main) main->on_over(status);
}

void RpcReactor::end(const grpc::Status& status) {
  std::shared_ptr<ReactorSink> pump;
  {
    const std::lock_guard lock(mutex_);
    pump = pump_;
  }
  if (pump) pump->on_over(std::nullopt);
  do_end(status);
}

void ClientReactor::begin(
    std::shared_ptr<ClientReactor> self, grpc::GenericStub& stub, const std::string& method
) {
  self_ = std::move(self);
  stub.PrepareBidiStreamingCall(&context_, method, grpc::StubOptions(), this);
  AddHold();  // reads and writes are started from `main`, outside of reactions
  StartCall();
}

void ClientReactor::start_write(grpc::ByteBuffer message) {
  out_.Swap(&message);
  StartWrite(&out_);
}

void ClientReactor::release() {
  if (released_) return;
  released_ = true;
  RemoveHold();
}

void ClientReactor::do_end(const grpc::Status&) {
  context_.TryCancel();
  release();
}

void ClientReactor::OnDone(const grpc::Status& status) {
  const std::shared_ptr<ClientReactor> last = std::move(self_);
  told_over(status);
}

void ServerReactor::start_write(grpc::ByteBuffer message) {
  out_.Swap(&message);
  StartWrite(&out_);
}

void ServerReactor::answer(grpc::ByteBuffer message) {
  out_.Swap(&message);
  StartWriteAndFinish(&out_, grpc::WriteOptions(), grpc::Status::OK);
}

void ServerReactor::cancel() {
  const std::lock_guard lock(context_mutex_);
  if (context_ != nullptr) context_->TryCancel();
}

void ServerReactor::OnDone() {
  const std::shared_ptr<ServerReactor> last = std::move(self_);
  {
    const std::lock_guard lock(context_mutex_);
    context_ = nullptr;
  }
  told_over(grpc::Status::OK);
}

}  // namespace maintendue::wire
