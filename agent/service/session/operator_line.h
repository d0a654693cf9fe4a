// The operator at the other end of the seal: what she says, and what she is told.
#pragma once

#include <deque>
#include <memory>
#include <variant>

#include "lease/lease.h"
#include "maintendue/v1/sealed.pb.h"
#include "tunnel/sealed_tunnel.h"
#include "wire/signal.h"

namespace maintendue::agent {

// Lives on `main`. Saying never waits: whoever serves the family must not hang on the operator's
// line. What is said leaves in order, by deliver().
class OperatorLine {
 public:
  struct Ask {
    lease::Scope scope;  // never Nothing
  };
  struct GiveBack {};
  struct TakenIn {
    std::uint64_t total;  // RFB bytes her browser has taken in so far
  };
  struct Goodbye {
    v1::EndReason why;
  };
  struct LogHead {
    v1::SignedHead head;  // of her log; nothing about it is checked yet
  };
  struct SecretKept {};
  struct Verify {
    Bytes commitment;
  };
  struct Reveal {
    v1::VerifyReveal revealed;
  };
  struct PictureBegun {
    std::uint32_t number;  // what she sends from here on is about this one
  };
  struct AskByNumber {
    lease::Scope scope;  // never Nothing
  };
  struct NumberHeard {
    Bytes number;  // as she typed it
  };
  struct Photo {
    Bytes jpeg;  // nothing about it is checked yet
  };
  struct Shows {
    v1::Mark mark;  // of a kind that we know
  };
  struct Pauses {
    v1::Pause wish;  // one that we know
  };
  struct Lays {
    v1::Slip slip;  // nothing about it is checked yet
  };
  struct AskRestart {};
  struct ComeBack {};
  struct Input {
    Bytes rfb;
  };
  using Heard = std::variant<
      Ask,
      GiveBack,
      TakenIn,
      Goodbye,
      LogHead,
      SecretKept,
      Verify,
      Reveal,
      PictureBegun,
      AskByNumber,
      NumberHeard,
      Photo,
      Shows,
      Pauses,
      Lays,
      AskRestart,
      ComeBack,
      Input>;

  OperatorLine(
      net::any_io_executor main,
      wire::Timeline& timeline,
      std::unique_ptr<tunnel::SealedTunnel> tunnel
  );

  // The next thing she says. BadMessage when it is not in the contract; any other error, or left(),
  // when her end is gone.
  net::awaitable<Result<Heard>> hear();
  // What one message of hers comes to, but for StillHere; BadMessage likewise.
  static Result<Heard> heard_from(v1::ConsoleSays says);
  bool left() const { return left_; }
  SteadyTime last_heard() const { return last_heard_; }
  // SealedTunnel::exported().
  Result<Bytes> exported(std::string_view label) const { return tunnel_->exported(label); }
  // Returns when nothing at all was heard of her for 15 s (sealed.proto, StillHere).
  net::awaitable<void> silent();

  void say(v1::MachineSays says);
  // Puts what was said on the line, and every 5 s that we are still here, until the line fails;
  // why.
  net::awaitable<Errc> deliver();
  // RFB bytes to her browser; returns when the line has taken them.
  net::awaitable<Result<void>> show(Bytes rfb);

  // The last word, and at most two seconds until she has heard it. deliver() must be running.
  net::awaitable<void> part(v1::EndReason why);
  // Ends the line without a word.
  void hang_up() { tunnel_->finish(); }

 private:
  net::awaitable<Result<void>> all_delivered();
  net::awaitable<Result<void>> her_leaving();
  net::awaitable<Errc> deliver_words();
  net::awaitable<void> say_still_here();

  wire::Timeline& timeline_;  // outlives us
  const std::unique_ptr<tunnel::SealedTunnel> tunnel_;
  std::deque<Bytes> words_;  // serialized MachineSays, oldest first
  bool on_its_way_ = false;  // the oldest is being written
  SteadyTime last_heard_;
  bool left_ = false;
  wire::Signal said_;
  wire::Signal changed_;  // words_ became empty, or she left
};

}  // namespace maintendue::agent
