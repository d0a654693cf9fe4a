#include "console/http/session_socket.h"

#include <array>

#include "maintendue/local/v1/session_socket.pb.h"

namespace maintendue::console {

namespace websocket = boost::beast::websocket;

namespace {

using namespace std::chrono_literals;
using boost::system::error_code;
using local::v1::BrowserSays;
using local::v1::ConsoleTells;

constexpr auto kHello = 5s;
constexpr auto kClose = 2s;
constexpr int kSendBuffer = 64 * 1024;
constexpr std::size_t kLongestMessage = 64 * 1024 + 1;
constexpr std::size_t kLongestNumber = 16;
constexpr char kControl = 0;
constexpr char kRfb = 1;

ConsoleTells::Phase to_wire(Phase phase) {
  switch (phase) {
    case Phase::Calling:
      return ConsoleTells::CALLING;
    case Phase::Securing:
      return ConsoleTells::SECURING;
    case Phase::Idle:
      return ConsoleTells::IDLE;
    case Phase::Asking:
      return ConsoleTells::ASKING;
    case Phase::Viewing:
      return ConsoleTells::VIEWING;
    case Phase::Controlling:
      return ConsoleTells::CONTROLLING;
    case Phase::Ended:
      return ConsoleTells::ENDED;
    case Phase::Cut:
      return ConsoleTells::CUT;
    case Phase::Verifying:
      return ConsoleTells::VERIFYING;
    case Phase::Held:
      return ConsoleTells::HELD;
  }
  return ConsoleTells::PHASE_UNSPECIFIED;
}

ConsoleTells to_wire(const SessionState& state) {
  ConsoleTells tells;
  tells.set_phase(to_wire(state.phase()));
  tells.set_session_id(state.session.value);
  tells.set_scope(to_wire(state.scope));
  tells.set_asking(to_wire(state.asking));
  tells.set_answer(state.answer);
  tells.set_answered_scope(to_wire(state.answered_scope));
  const bool never_again = state.ask_again == WallTime::max();
  tells.set_question_ms(std::chrono::milliseconds{lease::kQuestion}.count());
  tells.set_ask_again_ms(never_again ? -1 : to_unix_ms(state.ask_again));
  tells.set_lease_until_ms(to_unix_ms(state.lease_until));
  tells.set_end_reason(state.ending.reason);
  tells.set_error(state.ending.error);
  tells.set_input_suspended(state.input_suspended);
  tells.set_log_findings(state.log_findings);
  tells.set_picture(state.picture);
  tells.set_refused_until_ms(to_unix_ms(state.refused_until));
  tells.set_cut_until_ms(to_unix_ms(state.cut_until));
  tells.set_verify_step(state.verify.step);
  tells.set_verify_digits(state.verify.digits);
  tells.set_verify_again_ms(to_unix_ms(state.verify.again));
  tells.set_verified(state.verify.done);
  tells.set_held(state.held);
  tells.set_checking(state.checking);
  tells.set_offering(state.offering);
  tells.set_number_tries(state.number_tries);
  tells.set_restart_asking(state.restart.asking);
  tells.set_restart_answer(state.restart.answer);
  const bool never_restart = state.restart.again == WallTime::max();
  tells.set_restart_again_ms(never_restart ? -1 : to_unix_ms(state.restart.again));
  tells.set_back_until_ms(to_unix_ms(state.restart.back_until));
  if (state.slip) *tells.mutable_slip() = *state.slip;
  return tells;
}

Result<Wish> from_wire(const BrowserSays& says) {
  switch (says.say_case()) {
    case BrowserSays::kOpen:
      return OpenWish{
          MachineId{says.open().machine_id()}, says.open().call_kind(), says.open().come_back()
      };
    case BrowserSays::kAsk: {
      const lease::Scope scope = lease::from_wire(says.ask());
      if (scope != lease::Scope::Nothing) return AskWish{scope};
      break;
    }
    case BrowserSays::kAskByNumber: {
      const lease::Scope scope = lease::from_wire(says.ask_by_number());
      if (scope != lease::Scope::Nothing) return AskByNumberWish{scope};
      break;
    }
    case BrowserSays::kNumberHeard:
      if (says.number_heard().size() <= kLongestNumber) return NumberWish{says.number_heard()};
      break;
    case BrowserSays::kRestart:
      return RestartWish{};
    case BrowserSays::kGiveBack:
      return GiveBackWish{};
    case BrowserSays::kMark:
      return ShowWish{says.mark()};
    case BrowserSays::kPause:
      return PauseWish{says.pause()};
    case BrowserSays::kSlip:
      return SlipWish{says.slip()};
    case BrowserSays::kReceived:
      return TakenIn{says.received()};
    case BrowserSays::kPictureBegan:
      return PictureBegan{says.picture_began()};
    case BrowserSays::kEnd:
      return EndWish{};
    case BrowserSays::kVerify:
      return VerifyWish{{MachineId{says.verify().machine_id()}, says.verify().call_kind()}};
    case BrowserSays::kVerifyAgain:
      return VerifyAgainWish{};
    case BrowserSays::kHello:
    case BrowserSays::SAY_NOT_SET:
      break;
  }
  return fail(Errc::BadMessage, "the page said something that is not in the contract");
}

net::awaitable<error_code> say_goodbye(websocket::stream<Socket>& socket) {
  error_code error;
  co_await socket.async_close(
      websocket::close_code::normal, net::redirect_error(net::use_awaitable, error)
  );
  co_return error;
}

}  // namespace

SessionSocket::SessionSocket(wire::Timeline& timeline, Socket socket)
    : timeline_(timeline), socket_(std::move(socket)), buffer_(kLongestMessage + 1024) {
  error_code ignored;  // without it more is kept unsent, and nothing else changes
  socket_.next_layer().set_option(net::socket_base::send_buffer_size(kSendBuffer), ignored);
  socket_.binary(true);
  socket_.auto_fragment(false);
  socket_.read_message_max(kLongestMessage);
}

net::awaitable<Result<std::string>> SessionSocket::accept(HttpRequest upgrade) {
  auto greeting = greet(std::move(upgrade));
  co_return co_await within(timeline_, kHello, std::move(greeting));
}

net::awaitable<Result<std::string>> SessionSocket::greet(HttpRequest upgrade) {
  error_code error;
  co_await socket_.async_accept(upgrade, net::redirect_error(net::use_awaitable, error));
  if (error) co_return fail(Errc::BadMessage, error.message());
  Result<Bytes> message = co_await read_message();
  if (!message) co_return tl::unexpected(message.error());
  BrowserSays says;
  const BytesView payload = BytesView(*message).substr(1);
  const bool parsed = says.ParseFromArray(payload.data(), static_cast<int>(payload.size()));
  if (message->front() != kControl || !parsed || !says.has_hello()) {
    co_return fail(Errc::BadMessage, "no hello");
  }
  co_return says.hello().token();
}

// One message, at least its channel.
net::awaitable<Result<Bytes>> SessionSocket::read_message() {
  error_code error;
  buffer_.clear();
  co_await socket_.async_read(buffer_, net::redirect_error(net::use_awaitable, error));
  if (error == websocket::error::message_too_big) co_return fail(Errc::BadMessage, "too long");
  if (error) co_return fail(Errc::PeerGone, error.message());
  if (!socket_.got_binary() || buffer_.size() == 0) co_return fail(Errc::BadMessage, "no channel");
  co_return Bytes(static_cast<const char*>(buffer_.data().data()), buffer_.size());
}

net::awaitable<Result<Wish>> SessionSocket::read() {
  Result<Bytes> message = co_await read_message();
  if (!message) co_return tl::unexpected(message.error());
  const char channel = message->front();
  message->erase(0, 1);
  if (channel == kRfb) co_return RfbInput{std::move(*message)};
  BrowserSays says;
  if (channel != kControl || !says.ParseFromString(*message)) {
    co_return fail(Errc::BadMessage, "not in the contract");
  }
  co_return from_wire(says);
}

net::awaitable<Result<void>> SessionSocket::show(SessionState state) {
  return write(kControl, to_wire(state).SerializeAsString());
}

net::awaitable<Result<void>> SessionSocket::show_rfb(Bytes bytes) {
  return write(kRfb, std::move(bytes));
}

net::awaitable<Result<void>> SessionSocket::write(char channel, Bytes payload) {
  Result<wire::Turns::Turn> turn = co_await turns_.take();
  if (!turn) co_return tl::unexpected(turn.error());
  const std::array<net::const_buffer, 2> message{net::buffer(&channel, 1), net::buffer(payload)};
  error_code error;
  co_await socket_.async_write(message, net::redirect_error(net::use_awaitable, error));
  Result<void> written;
  if (error) written = fail(Errc::PeerGone, error.message());
  turn->done(written);
  co_return written;
}

net::awaitable<void> SessionSocket::close() {
  auto closing = say_goodbye(socket_);
  (void)co_await or_hang_up(timeline_, kClose, socket_.next_layer(), std::move(closing));
  error_code ignored;  // closed already is as good
  socket_.next_layer().close(ignored);
}

}  // namespace maintendue::console
