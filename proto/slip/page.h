// The address of a page that is laid on a family's screen. Pure.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace maintendue::slip {

// As a family meets it: the host, by which one knows whose page it is, and what follows.
struct Page {
  std::string whole;  // to be opened
  std::string host;   // in small letters; with its port when it names one
  std::string rest;   // from the path on; empty where it says nothing
};

// BadMessage for any other than slip.proto takes.
Result<Page> read_page(std::string_view url);

}  // namespace maintendue::slip
