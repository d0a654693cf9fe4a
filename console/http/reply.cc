#include "console/http/reply.h"

namespace maintendue::console {

namespace http = boost::beast::http;

namespace {

HttpReply reply(const std::string& authority, int status, std::string_view type, Bytes body) {
  HttpReply out{static_cast<http::status>(status), 11};
  protect(out, authority);
  out.set(http::field::content_type, boost::beast::string_view(type.data(), type.size()));
  out.body() = std::move(body);
  return out;
}

}  // namespace

// img-src: noVNC draws JPEG rectangles and its cursor from data: and blob: addresses. connect-src:
// older browsers do not count ws: to 'self'. Everything else comes from this server's own files.
void protect(http::fields& fields, const std::string& authority) {
  fields.set(
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
      "font-src 'self'; connect-src 'self' ws://" +
          authority + "; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
  );
  // The camera reads a PC's card; everything else that a browser could give is nobody's business
  // here.
  fields.set(
      "Permissions-Policy", "camera=(self), microphone=(), geolocation=(), display-capture=()"
  );
  fields.set("X-Content-Type-Options", "nosniff");
  fields.set("Referrer-Policy", "no-referrer");
  fields.set("Cross-Origin-Opener-Policy", "same-origin");
  fields.set("Cross-Origin-Resource-Policy", "same-origin");
  fields.set(http::field::cache_control, "no-store");
}

HttpReply reply_text(const std::string& authority, int status, std::string text) {
  return reply(authority, status, "text/plain; charset=utf-8", std::move(text));
}

HttpReply reply_refusal(const std::string& authority, Refusal why) {
  if (why == Refusal::WrongHost) return reply_text(authority, 421, "wrong host\n");
  return reply_text(authority, 403, "wrong origin\n");
}

HttpReply reply_page(const std::string& authority, const PageFile& file) {
  HttpReply out = reply(authority, 200, file.content_type, file.bytes);
  if (file.immutable) out.set(http::field::cache_control, "public, max-age=31536000, immutable");
  return out;
}

HttpReply reply_message(const std::string& authority, Bytes message) {
  return reply(authority, 200, connect::kUnary, std::move(message));
}

HttpReply reply_failure(const std::string& authority, connect::Refusal why) {
  return reply(authority, why.status, "application/json", std::move(why.json));
}

HttpReply reply_ended_stream(const std::string& authority, const connect::Refusal& why) {
  return reply(authority, 200, connect::kStreaming, connect::end_of_stream(why));
}

}  // namespace maintendue::console
