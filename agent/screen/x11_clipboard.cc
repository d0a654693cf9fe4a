#include "agent/screen/x11_clipboard.h"

#include <X11/Xatom.h>
#include <X11/extensions/Xfixes.h>

#include <utility>

#include "agent/screen/cut_text.h"
#include "base/utf8.h"

namespace maintendue::screen {

X11Clipboard::X11Clipboard(X11Display& display) : display_(display.get()) {
  const auto atom = [this](const char* name) { return XInternAtom(display_, name, False); };
  clipboard_ = atom("CLIPBOARD");
  utf8_ = atom("UTF8_STRING");
  targets_ = atom("TARGETS");
  incr_ = atom("INCR");
  text_ = atom("TEXT");
  plain_utf8_ = atom("text/plain;charset=utf-8");
  ours_ = atom("MAINTENDUE_TEXT");
  window_ = XCreateSimpleWindow(display_, display.root(), -1, -1, 1, 1, 0, 0, 0);
  XSelectInput(display_, window_, PropertyChangeMask);
  int error = 0;
  XFixesQueryExtension(display_, &fixes_event_, &error);
  XFixesSelectSelectionInput(display_, window_, clipboard_, XFixesSetSelectionOwnerNotifyMask);
}

X11Clipboard::~X11Clipboard() { XDestroyWindow(display_, window_); }

void X11Clipboard::watch(bool on) {
  watching_ = on;
  if (on) return;
  in_pieces_ = false;
  pieces_.clear();
  copied_.reset();
}

void X11Clipboard::offer(std::string utf8) {
  offered_ = std::move(utf8);
  XSetSelectionOwner(display_, clipboard_, window_, CurrentTime);
}

std::optional<std::string> X11Clipboard::copied() { return std::exchange(copied_, {}); }

bool X11Clipboard::handle(const XEvent& event) {
  if (event.type == fixes_event_ + XFixesSelectionNotify) {
    const auto& news = reinterpret_cast<const XFixesSelectionNotifyEvent&>(event);
    if (watching_ && news.owner != window_ && news.owner != None) ask_owner(news.timestamp);
    return true;
  }
  if (event.xany.window != window_) return false;
  if (event.type == SelectionNotify) receive(event.xselection);
  if (event.type == SelectionRequest) answer(event.xselectionrequest);
  if (event.type == SelectionClear) offered_.clear();
  if (event.type == PropertyNotify && event.xproperty.atom == ours_ &&
      event.xproperty.state == PropertyNewValue && in_pieces_) {
    receive_increment();
  }
  return true;
}

void X11Clipboard::ask_owner(Time when) {
  in_pieces_ = false;
  XConvertSelection(display_, clipboard_, utf8_, ours_, window_, when);
}

// Reads and deletes our property; nothing when there is none or it is too long.
std::optional<std::string> X11Clipboard::read_property(Atom* type) {
  int format = 0;
  unsigned long count = 0, more = 0;
  unsigned char* data = nullptr;
  const int verdict = XGetWindowProperty(
      display_, window_, ours_, 0, kLongestCutText / 4 + 1, False, AnyPropertyType, type, &format,
      &count, &more, &data
  );
  XDeleteProperty(display_, window_, ours_);
  if (verdict != Success || data == nullptr) return std::nullopt;
  std::optional<std::string> out;
  if (more == 0 && format == 8) out.emplace(reinterpret_cast<char*>(data), count);
  XFree(data);
  return out;
}

void X11Clipboard::receive(const XSelectionEvent& event) {
  if (event.property != ours_ || !watching_) return;
  Atom type = None;
  auto text = read_property(&type);
  if (type == incr_) {
    in_pieces_ = true;  // deleting the property asked for the first piece
    pieces_.clear();
  } else if (text && type == utf8_) {
    keep(std::move(*text));
  }
}

// An empty piece is the last. Of a text that is too long the rest is read and thrown away, so that
// the other program is not left waiting.
void X11Clipboard::receive_increment() {
  Atom type = None;
  const auto piece = read_property(&type);
  if (piece && piece->empty()) {
    in_pieces_ = false;
    if (pieces_.size() <= kLongestCutText) keep(std::exchange(pieces_, {}));
    pieces_.clear();
    return;
  }
  if (!piece || pieces_.size() > kLongestCutText) {
    pieces_.assign(kLongestCutText + 1, ' ');  // too long from now on
  } else {
    pieces_ += *piece;
  }
}

void X11Clipboard::keep(std::string text) {
  if (text.size() <= kLongestCutText && is_utf8(text)) copied_ = std::move(text);
}

void X11Clipboard::answer(const XSelectionRequestEvent& request) {
  XEvent reply{};
  reply.xselection.type = SelectionNotify;
  reply.xselection.requestor = request.requestor;
  reply.xselection.selection = request.selection;
  reply.xselection.target = request.target;
  reply.xselection.time = request.time;
  reply.xselection.property = put_answer(request) ? request.property : None;
  XSendEvent(display_, request.requestor, False, 0, &reply);
}

bool X11Clipboard::put_answer(const XSelectionRequestEvent& request) {
  if (request.property == None || request.selection != clipboard_) return false;
  if (request.target == targets_) {
    const Atom known[] = {targets_, utf8_, plain_utf8_, text_, XA_STRING};
    XChangeProperty(
        display_, request.requestor, request.property, XA_ATOM, 32, PropModeReplace,
        reinterpret_cast<const unsigned char*>(known), std::size(known)
    );
    return true;
  }
  const bool as_utf8 =
      request.target == utf8_ || request.target == plain_utf8_ || request.target == text_;
  if (!as_utf8 && request.target != XA_STRING) return false;
  const std::string text = as_utf8 ? offered_ : plain_cut_text(offered_).substr(8);
  const Atom type = request.target == text_ ? utf8_ : request.target;
  XChangeProperty(
      display_, request.requestor, request.property, type, 8, PropModeReplace,
      reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size())
  );
  return true;
}

}  // namespace maintendue::screen
