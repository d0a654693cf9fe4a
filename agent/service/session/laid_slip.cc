#include "agent/service/session/laid_slip.h"

#include "maintendue/local/v1/dialog.pb.h"

namespace maintendue::agent {

namespace pc = maintendue::local::v1;

LaidSlip::LaidSlip(v1::Slip slip, Question about)
    : slip_(std::move(slip)), about_(std::move(about)) {
  standing_.set_number(slip_.number());
}

net::awaitable<Result<void>> LaidSlip::open(Desktop& desktop, wire::Timeline& timeline) {
  const std::string language = desktop.language();
  Result<std::unique_ptr<LocalLine>> line = co_await desktop.open_dialog();
  if (!line) co_return tl::unexpected(line.error());
  line_ = std::move(*line);
  if (closed_) {
    line_->close();
    co_return fail(Errc::PeerGone);
  }
  pc::ServiceToDialog says;
  pc::SlipShown& out = *says.mutable_slip();
  *out.mutable_slip() = slip_;
  out.set_operator_name(about_.operator_name);
  out.set_organisation(about_.organisation);
  out.set_language(language);
  out.set_photo(about_.photo);
  Result<void> posted = post_message(*line_, says);
  if (!posted) co_return posted;
  auto appearing = shown();
  co_return co_await within(timeline, kToAppear, std::move(appearing));
}

net::awaitable<Result<void>> LaidSlip::shown() {
  for (;;) {
    Result<pc::DialogToService> says = co_await read_message<pc::DialogToService>(*line_);
    if (!says) co_return tl::unexpected(says.error());
    if (!says->has_shown()) continue;
    standing_.set_state(v1::SlipNews::SHOWN);
    co_return Result<void>{};
  }
}

net::awaitable<Result<void>> LaidSlip::answered(Desktop& desktop) {
  for (;;) {
    Result<pc::DialogToService> says = co_await read_message<pc::DialogToService>(*line_);
    if (!says) co_return tl::unexpected(says.error());
    const v1::SlipAnswer answer = says->slip();
    if (!says->has_slip() || !v1::SlipAnswer_IsValid(answer)) continue;
    if (answer == v1::SLIP_ANSWER_OPENED) {
      const bool opened = slip_.has_page() && co_await desktop.open_page(slip_.page());
      if (opened) standing_.set_answer(answer);  // though the window be closed meanwhile
      pc::ServiceToDialog told;
      told.mutable_slip_opened()->set_ok(opened);
      Result<void> posted = post_message(*line_, told);
      if (!posted) co_return posted;
      if (!opened) continue;
      co_return Result<void>{};
    }
    if (answer == standing_.answer()) continue;
    standing_.set_answer(answer);
    co_return Result<void>{};
  }
}

void LaidSlip::close() {
  closed_ = true;
  if (line_) line_->close();
}

}  // namespace maintendue::agent
