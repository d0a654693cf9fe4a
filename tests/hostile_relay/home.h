// A family's PC as it ships, from the tray's socket to the line: the real service, with the test as
// the tray, the windows, the screen program and the family.
#pragma once

#include <sys/socket.h>

#include <cstring>

#include "agent/service/service.h"
#include "agent/service/state/machine_state.h"
#include "maintendue/local/v1/dialog.pb.h"
#include "maintendue/local/v1/pc.pb.h"
#include "roster/book_file.h"
#include "support/manual_timeline.h"
#include "support/organisation.h"
#include "support/temp_folder.h"

namespace maintendue::test {

namespace pc = maintendue::local::v1;

enum class Mind { Yes, No, Silent };

constexpr std::chrono::minutes kCounted{1};  // from her coming back to the end of the count

class Home {
 public:
  Home(
      net::io_context& io,
      ManualTimeline& timeline,
      const Organisation& organisation,
      Holder machine,
      roster::Book book,
      agent::DialRelay dial
  )
      : io_(io),
        timeline_(timeline),
        machine_(std::move(machine)),
        organisation_(organisation.trust().organisation()),
        founded_(organisation.founded()),
        book_(std::move(book)),
        dial_(std::move(dial)) {
    start();
  }
  ~Home() { stop(); }

  const Holder& machine() const { return machine_; }

  // The tray's part of what the service wishes; to be called whenever something may have happened.
  void serve() {
    take_wishes();
    if (!std::exchange(restarts_, false)) return;
    stop();
    invited_ = std::exchange(agreed_, {});
    visited_ = false;
    start();
  }

  // The family presses STOP on every banner that is there.
  void press_stop() {
    for (auto& window : windows_) {
      if (!window->banner) continue;
      pc::DialogToService says;
      says.mutable_pressed()->set_secret(window->banner->secret());
      says.mutable_pressed()->set_button(pc::Pressed::STOP);
      (void)agent::post_message(window->line, says);  // it may be closed
    }
  }
  // The screen program shows something, if it may.
  void draw(const Bytes& canary) {
    if (!screen_ || screen_->orders.scope() == v1::SCOPE_UNSPECIFIED) return;
    boost::system::error_code full;
    const auto wrote = screen_->rfb.write_some(net::buffer(canary), full);
    if (!full) drawn.back() += canary.substr(0, wrote);
  }

  Mind mind = Mind::Silent;

  // The roster as it lies on its disk.
  roster::Book knows() const {
    const Result<roster::Book> kept = roster::open_book(roster_file(), book_.trust());
    return kept && !kept->empty() ? *kept : book_;
  }

  // What came of it.
  struct Asked {
    pc::Question question;
    WallTime at;
    roster::Book knew;
  };
  std::vector<Asked> questions;
  std::vector<pc::Banner> banners;
  std::vector<pc::TrayState> states;
  v1::Scope granted = v1::SCOPE_UNSPECIFIED;  // the widest yes of the family in this visit
  std::vector<Bytes> drawn;                   // one a screen program
  std::vector<Bytes> typed;                   // likewise: RFB bytes that the operator's side sent
  v1::Scope widest_now() const { return screen_ ? screen_->orders.scope() : v1::SCOPE_UNSPECIFIED; }
  int returned = 0;   // how often somebody came back as the family had agreed,
  int uninvited = 0;  // and otherwise

 private:
  struct Window {
    explicit Window(agent::LocalSocket socket) : line(std::move(socket)) {}
    agent::LocalLine line;
    std::optional<pc::Banner> banner;
  };
  struct Screen {
    Screen(agent::LocalSocket rfb, agent::LocalSocket orders)
        : rfb(std::move(rfb)), line(std::move(orders)) {}
    agent::LocalSocket rfb;
    agent::LocalLine line;
    pc::ScreenOrders orders;
  };

  std::filesystem::path roster_file() const { return agent::book_file(folder_.path()); }

  void start() {
    const SteadyTime since = timeline_.steady();
    const std::string boot = "start " + std::to_string(++starts_);
    agent::ServiceOptions options{
        .machine = {machine_.key, machine_.chain, machine_.id, founded_},
        .book = knows(),
        .state = folder_.path(),
        .socket = folder_.path() / "agent.sock",
        .session = {.organisation = organisation_},
        .timeline = {std::shared_ptr<void>(), &timeline_},
        .dial = dial_,
        .start =
            [this, since, boot] {
              const auto up = timeline_.steady() - since;
              return agent::Start{boot, std::chrono::duration_cast<std::chrono::milliseconds>(up)};
            },
    };
    service_ = std::make_unique<agent::Service>(io_.get_executor(), std::move(options));
    service_->start();
    sit_down(folder_.path() / "agent.sock");
  }
  void stop() {
    bool stopped = false;
    auto stop = [](agent::Service& service, bool& stopped) -> net::awaitable<void> {
      co_await service.stop();
      stopped = true;
    };
    net::co_spawn(io_, stop(*service_, stopped), net::detached);
    for (int i = 0; i < 30 && !stopped; ++i) {
      timeline_.advance(std::chrono::seconds{1});
      take_wishes();
    }
    tray_->close();
    for (auto& window : windows_) window->line.close();
    leave_screen();
    timeline_.advance(std::chrono::seconds{2});  // a banner's heart stops beating
    service_.reset();
    granted = v1::SCOPE_UNSPECIFIED;
  }

  void take_wishes() {
    while (take_wish()) {
    }
  }

  void sit_down(const std::filesystem::path& door) {
    agent::LocalSocket socket(io_);
    socket.connect(door.string());
    tray_ = std::make_unique<agent::LocalLine>(std::move(socket));
    pc::TrayToService says;
    says.mutable_hello()->set_language("fr");
    says.mutable_hello()->set_display_present(true);
    (void)agent::post_message(*tray_, says);
    timeline_.settle();
  }

  bool take_wish() {
    char buffer[4096];
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * 2)] = {};
    std::uint32_t length = 0;
    const int socket = tray_->socket().native_handle();
    if (::recv(socket, &length, sizeof length, MSG_DONTWAIT | MSG_PEEK) != sizeof length) {
      return false;
    }
    iovec part{buffer, sizeof length + ntohl(length)};  // ours are short
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = control;
    header.msg_controllen = sizeof control;
    const auto got = static_cast<std::size_t>(::recvmsg(socket, &header, MSG_DONTWAIT));
    pc::ServiceToTray says;
    says.ParseFromString(std::string(buffer + sizeof length, got - sizeof length));
    if (says.has_state()) hear(says.state());
    if (says.has_restart()) restart_pc();
    if (!says.has_spawn()) return true;
    const cmsghdr* const first = CMSG_FIRSTHDR(&header);
    int descriptors[2] = {-1, -1};
    std::memcpy(descriptors, CMSG_DATA(first), first->cmsg_len - CMSG_LEN(0));
    spawn(says.spawn(), descriptors);
    return true;
  }

  void hear(const pc::TrayState& state) {
    states.push_back(state);
    if (state.visited()) {
      visited_ = true;
    } else if (std::exchange(visited_, false)) {
      granted = v1::SCOPE_UNSPECIFIED;
      invited_.clear();  // whoever's session was the first has used the way back up
    }
  }
  void restart_pc() {
    restarts_ = true;
    pc::TrayToService says;
    says.mutable_restart_taken()->set_ok(true);
    (void)agent::post_message(*tray_, says);
  }
  // The banner counts the seconds until she is back, and then she sees.
  void hear(const std::optional<pc::Banner>& before, const pc::Banner& now) {
    const std::uint32_t left = before ? before->returns_in_s() : 0;
    // A count that began in time goes on, whatever becomes of this PC's date meanwhile.
    const bool in_time = left > 0 || timeline_.wall() < invited_until_;
    if (now.returns_in_s() > 0 && (now.operator_name() != invited_ || !in_time)) ++uninvited;
    if (left != 1 || now.returns_in_s() > 0) return;
    ++returned;
    granted = std::max(granted, v1::SCOPE_VIEW);
  }

  void spawn(const pc::Spawn& wanted, const int descriptors[2]) {
    const net::local::stream_protocol unix_stream;
    if (wanted.program() == pc::Spawn::DIALOG) {
      auto window = std::make_shared<Window>(agent::LocalSocket(io_, unix_stream, descriptors[0]));
      windows_.push_back(window);
      net::co_spawn(io_, be_window(window), net::detached);
    } else {
      leave_screen();
      screen_ = std::make_shared<Screen>(
          agent::LocalSocket(io_, unix_stream, descriptors[0]),
          agent::LocalSocket(io_, unix_stream, descriptors[1])
      );
      screen_->rfb.non_blocking(true);
      drawn.emplace_back();
      typed.emplace_back();
      net::co_spawn(io_, be_screen(screen_), net::detached);
      net::co_spawn(io_, take_input(screen_, typed.size() - 1), net::detached);
    }
    pc::TrayToService says;
    says.mutable_spawned()->set_request_id(wanted.request_id());
    says.mutable_spawned()->set_ok(true);
    (void)agent::post_message(*tray_, says);
    timeline_.settle();
  }

  net::awaitable<void> be_window(std::shared_ptr<Window> window) {
    for (;;) {
      Result<pc::ServiceToDialog> says =
          co_await agent::read_message<pc::ServiceToDialog>(window->line);
      if (!says) co_return window->line.close();
      if (says->has_question()) {
        questions.push_back({says->question(), timeline_.wall(), knows()});
        answer(*window, says->question());
      } else if (says->has_banner()) {
        const bool first = !window->banner;
        hear(window->banner, says->banner());
        banners.push_back(says->banner());
        window->banner = says->banner();
        if (first) net::co_spawn(io_, stay_alive(window), net::detached);
      }
    }
  }
  void answer(Window& window, const pc::Question& question) {
    pc::DialogToService says;
    says.mutable_shown();
    (void)agent::post_message(window.line, says);
    if (mind == Mind::Silent) return;
    if (mind == Mind::Yes) {
      granted = std::max(granted, question.scope());
      if (question.restart()) {
        agreed_ = question.operator_name();
        invited_until_ = timeline_.wall() + agent::WayBack::kOpen + kCounted;
      }
    }
    says.mutable_reply()->set_secret(question.secret());
    says.mutable_reply()->set_yes(mind == Mind::Yes);
    says.mutable_reply()->set_by(pc::INPUT_CLASS_POINTER);
    (void)agent::post_message(window.line, says);
  }
  net::awaitable<void> stay_alive(std::shared_ptr<Window> window) {
    pc::DialogToService says;
    says.mutable_alive();
    while (agent::post_message(window->line, says)) {
      co_await timeline_.sleep_for(std::chrono::seconds{1});
    }
  }

  net::awaitable<void> be_screen(std::shared_ptr<Screen> screen) {
    pc::ScreenNews ready;
    ready.mutable_ready()->set_width(640);
    ready.mutable_ready()->set_height(480);
    (void)agent::post_message(screen->line, ready);
    for (;;) {
      Result<pc::ScreenOrders> orders =
          co_await agent::read_message<pc::ScreenOrders>(screen->line);
      if (!orders) break;
      screen->orders = *orders;
    }
    screen->orders.Clear();
  }
  net::awaitable<void> take_input(std::shared_ptr<Screen> screen, std::size_t number) {
    char some[4096];
    for (;;) {
      boost::system::error_code over;
      const std::size_t got = co_await screen->rfb.async_read_some(
          net::buffer(some), net::redirect_error(net::use_awaitable, over)
      );
      if (over) co_return;
      typed[number].append(some, got);
    }
  }
  void leave_screen() {
    if (!screen_) return;
    boost::system::error_code ignored;
    screen_->rfb.close(ignored);
    screen_->line.close();
    screen_.reset();
  }

  net::io_context& io_;
  ManualTimeline& timeline_;
  const Holder machine_;
  const std::string organisation_;
  const WallTime founded_;
  const roster::Book book_;
  const agent::DialRelay dial_;
  TempFolder folder_;
  int starts_ = 0;
  bool restarts_ = false;  // as soon as the tray is through with what it was told
  std::string agreed_;     // who may come back behind the next restart,
  std::string invited_;    // and behind the one that was, by their names
  WallTime invited_until_{};
  bool visited_ = false;
  std::unique_ptr<agent::Service> service_;
  std::unique_ptr<agent::LocalLine> tray_;
  std::vector<std::shared_ptr<Window>> windows_;
  std::shared_ptr<Screen> screen_;
};

}  // namespace maintendue::test
