#include "tests/unit/screen/other_program.h"

#include <X11/Xatom.h>

namespace maintendue::test {

OtherProgram::OtherProgram(const XServer& server)
    : display_(XOpenDisplay(server.name().c_str())),
      window_(XCreateSimpleWindow(display_, DefaultRootWindow(display_), 0, 0, 1, 1, 0, 0, 0)),
      clipboard_(XInternAtom(display_, "CLIPBOARD", False)),
      utf8_(XInternAtom(display_, "UTF8_STRING", False)),
      incr_(XInternAtom(display_, "INCR", False)) {}

OtherProgram::~OtherProgram() { XCloseDisplay(display_); }

void OtherProgram::copy(const std::string& utf8) {
  text_ = utf8;
  in_pieces_ = false;
  XSetSelectionOwner(display_, clipboard_, window_, CurrentTime);
  XSync(display_, False);
}

void OtherProgram::copy_in_pieces(const std::string& utf8) {
  copy(utf8);
  in_pieces_ = true;
  left_ = utf8;
}

bool OtherProgram::owns() const { return XGetSelectionOwner(display_, clipboard_) == window_; }

void OtherProgram::serve() {
  XSync(display_, False);
  while (XPending(display_) > 0) {
    XEvent event;
    XNextEvent(display_, &event);
    handle(event);
  }
  XSync(display_, False);
}

void OtherProgram::serve_until(const std::function<bool()>& done) {
  eventually([&] {
    serve();
    return done();
  });
}

void OtherProgram::handle(const XEvent& event) {
  if (event.type == SelectionRequest) answer(event.xselectionrequest);
  if (event.type == PropertyNotify && giving_ && event.xproperty.window == taker_ &&
      event.xproperty.atom == taker_property_ && event.xproperty.state == PropertyDelete) {
    give_piece();
  }
}

void OtherProgram::answer(const XSelectionRequestEvent& request) {
  ++asked_;
  if (in_pieces_) {
    taker_ = request.requestor;
    taker_property_ = request.property;
    giving_ = true;
    XSelectInput(display_, taker_, PropertyChangeMask);
    const long size = static_cast<long>(text_.size());
    XChangeProperty(
        display_, taker_, taker_property_, incr_, 32, PropModeReplace,
        reinterpret_cast<const unsigned char*>(&size), 1
    );
  } else {
    XChangeProperty(
        display_, request.requestor, request.property, utf8_, 8, PropModeReplace,
        reinterpret_cast<const unsigned char*>(text_.data()), static_cast<int>(text_.size())
    );
  }
  XEvent reply{};
  reply.xselection = {SelectionNotify,
                      0,
                      True,
                      display_,
                      request.requestor,
                      request.selection,
                      request.target,
                      request.property,
                      request.time};
  XSendEvent(display_, request.requestor, False, 0, &reply);
}

void OtherProgram::give_piece() {
  const std::string piece = left_.substr(0, 10000);
  left_.erase(0, piece.size());
  giving_ = !piece.empty();  // an empty one was the last
  XChangeProperty(
      display_, taker_, taker_property_, utf8_, 8, PropModeReplace,
      reinterpret_cast<const unsigned char*>(piece.data()), static_cast<int>(piece.size())
  );
}

std::optional<std::string> OtherProgram::paste(const char* type) {
  const Atom property = XInternAtom(display_, "PASTED", False);
  const Atom target = XInternAtom(display_, type, False);
  XConvertSelection(display_, clipboard_, target, property, window_, CurrentTime);
  XEvent event;
  const bool answered = eventually([&] {
    XSync(display_, False);
    return XCheckTypedEvent(display_, SelectionNotify, &event) == True;
  });
  if (!answered || event.xselection.property == 0) return std::nullopt;
  Atom actual = 0;
  int format = 0;
  unsigned long count = 0, more = 0;
  unsigned char* data = nullptr;
  XGetWindowProperty(
      display_, window_, property, 0, 100000, True, AnyPropertyType, &actual, &format, &count,
      &more, &data
  );
  std::string out(reinterpret_cast<char*>(data), count);
  XFree(data);
  return out;
}

}  // namespace maintendue::test
