#include "agent/screen/clipboard_exchange.h"

#include "agent/screen/cut_text.h"

namespace maintendue::screen {

// One answer of a kind waits at most: a viewer that repeats itself does not fill the queue.
void ClipboardExchange::hear(const ClipboardTalk& talk) {
  const auto say = [this](Bytes message) {
    if (messages_.empty() || messages_.back() != message) messages_.push_back(std::move(message));
  };
  switch (talk.kind) {
    case ClipboardTalk::Offered:
      if (!extended_) say(cut_text_capabilities());
      extended_ = true;
      break;
    case ClipboardTalk::Capable:
      unasked_limit_ = talk.unasked_limit;
      break;
    case ClipboardTalk::Notified:
      if (messages_.size() < 4) say(cut_text_request());
      break;
    case ClipboardTalk::Wanted:
      if (text_ && messages_.size() < 4) say(extended_cut_text(*text_));
      break;
  }
}

void ClipboardExchange::copied(std::string utf8) {
  const bool ask_first = extended_ && utf8.size() > unasked_limit_;
  messages_.push_back(
      !extended_  ? plain_cut_text(utf8)
      : ask_first ? cut_text_notice()
                  : extended_cut_text(utf8)
  );
  text_ = std::move(utf8);
}

void ClipboardExchange::forget() {
  text_.reset();
  if (!messages_.empty()) messages_.clear();
}

std::optional<Bytes> ClipboardExchange::next_message() {
  if (messages_.empty()) return std::nullopt;
  Bytes message = std::move(messages_.front());
  messages_.pop_front();
  return message;
}

}  // namespace maintendue::screen
