// Answers to the pages, each with the headers that keep a page from being anything but ours.
#pragma once

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <string>

#include "console/http/connect.h"
#include "console/http/guard.h"
#include "console/http/site.h"

namespace maintendue::console {

using HttpRequest = boost::beast::http::request<boost::beast::http::string_body>;
using HttpReply = boost::beast::http::response<boost::beast::http::string_body>;

// Puts our headers on any answer: content policy, no sniffing, no referrer, same origin, no cache.
void protect(boost::beast::http::fields& fields, const std::string& authority);

HttpReply reply_text(const std::string& authority, int status, std::string text);
HttpReply reply_refusal(const std::string& authority, Refusal why);
HttpReply reply_page(const std::string& authority, const PageFile& file);
HttpReply reply_message(const std::string& authority, Bytes message);
HttpReply reply_failure(const std::string& authority, connect::Refusal why);
// The whole of a stream that ended before it began: Connect tells that in its last envelope.
HttpReply reply_ended_stream(const std::string& authority, const connect::Refusal& why);

}  // namespace maintendue::console
