// Who may speak to the local server at all: only pages of this very address. Pure functions.
#pragma once

#include <boost/beast/http/fields.hpp>
#include <optional>
#include <string>

namespace maintendue::console {

// The only name under which the pages are served: "maintendue.localhost:PORT". A page of another
// site that points its own name at 127.0.0.1 does not know it, and a page of another program on
// this PC does not come from it.
std::string authority_at(std::uint16_t port);

enum class Refusal {
  WrongHost,    // 421: not the address these pages have
  WrongOrigin,  // 403: asked by a page that is not ours
};

// Host must be there once and be `authority`; Origin, when there, must be ours.
std::optional<Refusal> refusal(
    const boost::beast::http::fields& fields, const std::string& authority
);

}  // namespace maintendue::console
