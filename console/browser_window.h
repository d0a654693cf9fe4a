// Showing the pages in the person's own browser.
#pragma once

#include <string>

namespace maintendue::console {

// Runs xdg-open with that address, without a shell; false when it can't be started. Does not wait
// for it: the browser may live for hours.
bool open_in_browser(const std::string& address);

}  // namespace maintendue::console
