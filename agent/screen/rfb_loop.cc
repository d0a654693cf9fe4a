#include "agent/screen/rfb_loop.h"

#include <poll.h>
#include <unistd.h>

#include <array>

#include "base/log.h"

namespace maintendue::screen {
namespace {

using std::chrono::steady_clock;

bool readable(int descriptor) {
  pollfd one{descriptor, POLLIN, 0};
  return ::poll(&one, 1, 0) > 0;
}

// A viewer that may only look gets a dot for its own mouse: it acts on nothing.
PointerShape dot() {
  constexpr std::uint32_t kBlack = 0xff000000, kWhite = 0xffffffff;
  PointerShape shape{{5, 5}, {2, 2}, std::vector<std::uint32_t>(25, kWhite)};
  for (int y = 1; y < 4; ++y) {
    for (int x = 1; x < 4; ++x) shape.pixels[y * 5 + x] = kBlack;
  }
  return shape;
}

}  // namespace

RfbLoop::RfbLoop(int library, Mailbox<ToRfb>& from_filter, Mailbox<ToFilter>& to_filter)
    : from_filter_(from_filter), to_filter_(to_filter), library_(library) {}

RfbLoop::~RfbLoop() {
  if (library_ >= 0) ::close(library_);
}

void RfbLoop::run(std::unique_ptr<Desk> desk) {
  if (desk == nullptr) {
    to_filter_.post(Failed{Failure::NoDisplay});
    return;
  }
  desk_ = std::move(desk);
  ScreenSource& screen = desk_->screen();
  server_ = std::make_unique<VncServer>(library_, screen.size(), screen.pixels());
  library_ = -1;
  to_filter_.post(Ready{screen.size()});
  while (!stopped_ && !desk_->lost()) turn();
  if (desk_->lost()) {
    log::event("screen", log::Level::warning, "display lost");
    to_filter_.post(Failed{Failure::DisplayLost});
    return;
  }
  desk_->hands().release_all();
}

// What the family decided comes first, then the operator's hands, then the picture that shows the
// result.
void RfbLoop::turn() {
  take_posts();
  if (stopped_) return;
  use_hands();
  while (readable(server_->descriptor()) && server_->take_in()) continue;
  if (desk_->take_news()) pacing_.changed();
  if (!desk_->lost()) show();
  if (server_->descriptor() < 0) stopped_ = true;
  if (!stopped_ && !desk_->lost()) wait();
}

void RfbLoop::take_posts() {
  for (ToRfb& post : from_filter_.take()) {
    if (const auto* orders = std::get_if<Orders>(&post)) obey(*orders);
    if (auto* said = std::get_if<Said>(&post)) said_.push_back(std::move(*said));
    if (std::holds_alternative<Room>(post)) pacing_.room();
    if (std::holds_alternative<Stop>(post)) stopped_ = true;
  }
}

void RfbLoop::obey(Orders orders) {
  if (!orders.may_act()) {
    desk_->hands().release_all();
    std::erase_if(said_, [](const Said& said) {
      return !std::holds_alternative<ClipboardTalk>(said);
    });
  }
  if (!orders.may_act()) exchange_.forget();
  desk_->clipboard().watch(orders.may_act());
  orders_ = orders;
  pacing_.allow(orders.may_see());
  pacing_.changed();
  if (orders.scope == lease::Scope::View && !dot_shown_) {
    server_->set_pointer_shape(dot());
    dot_shown_ = true;
  }
}

void RfbLoop::use_hands() {
  while (!said_.empty() && do_now(said_.front())) said_.pop_front();
}

// False when it must wait until hands_free_at_. What was said before the family changed its mind is
// gone by now: obey() threw it away.
bool RfbLoop::do_now(const Said& said) {
  if (const auto* talk = std::get_if<ClipboardTalk>(&said)) exchange_.hear(*talk);
  if (!orders_.may_act()) return true;
  if (const auto* key = std::get_if<KeyEvent>(&said)) {
    const SteadyTime now = steady_clock::now();
    hands_free_at_ = desk_->hands().key(key->keysym, key->down, now);
    return hands_free_at_ <= now;
  }
  if (const auto* pointer = std::get_if<PointerEvent>(&said)) {
    pointer_put_ = desk_->hands().pointer(pointer->at, pointer->buttons);
  }
  if (const auto* text = std::get_if<CutText>(&said)) desk_->hands().text(text->utf8);
  return true;
}

void RfbLoop::show() {
  const SteadyTime now = steady_clock::now();
  const auto due = pacing_.capture_due();
  if (due && *due <= now) capture(now);
  if (!pacing_.may_send()) return;
  if (!send_clipboard_word()) {
    if (!server_->has_piece()) return;
    if (!server_->send_piece()) stopped_ = true;
  }
  pacing_.sent();
  to_filter_.post(PieceDone{});
}

// A clipboard message takes its turn like a piece of picture, so that both together stay bounded.
bool RfbLoop::send_clipboard_word() {
  if (auto text = desk_->clipboard().copied()) exchange_.copied(std::move(*text));
  const auto message = exchange_.next_message();
  if (!message) return false;
  if (!server_->send(*message)) stopped_ = true;
  return true;
}

void RfbLoop::capture(SteadyTime now) {
  pacing_.captured(now);
  ScreenSource& screen = desk_->screen();
  const bool looking = orders_.scope == lease::Scope::View;
  const auto captured = screen.capture(looking || pointer_is_elsewhere());
  if (captured.resized) server_->resized(screen.size(), screen.pixels());
  server_->changed(captured.changed);
  show_pointer_shape();
}

// While the viewer may only look, the family's pointer is in the picture; its shape is kept for
// later.
void RfbLoop::show_pointer_shape() {
  std::optional<PointerShape> changed = desk_->screen().new_pointer_shape();
  const bool due = changed || dot_shown_;
  if (changed) shape_ = std::move(changed);
  if (orders_.scope == lease::Scope::View || !due || !shape_) return;
  server_->set_pointer_shape(*shape_);
  dot_shown_ = false;
}

// In control the viewer draws the pointer at its own mouse; when the family moved it away, only the
// picture can show where it is.
bool RfbLoop::pointer_is_elsewhere() const { return desk_->screen().pointer() != pointer_put_; }

void RfbLoop::wait() const {
  std::optional<SteadyTime> until = pacing_.capture_due();
  if (!said_.empty() && (!until || hands_free_at_ < *until)) until = hands_free_at_;
  if (pacing_.may_send() && server_->has_piece()) return;
  const int desk = desk_->wait_on();
  if (desk < 0) return;
  int timeout = -1;
  if (until) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*until - steady_clock::now());
    timeout = static_cast<int>(std::max<long>(0, left.count()));
  }
  std::array<pollfd, 3> all{{
      {from_filter_.descriptor(), POLLIN, 0},
      {server_->descriptor(), POLLIN, 0},
      {desk, POLLIN, 0},
  }};
  ::poll(all.data(), all.size(), timeout);
}

}  // namespace maintendue::screen
