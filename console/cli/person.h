// A person's name as a folder's.
#pragma once

#include <string>

namespace maintendue::cli {

// "zoe-et-fils" for "Zoé et fils": lower-case ASCII for a folder; "operator" when nothing of it
// remains.
std::string folder_name(const std::string& name);

}  // namespace maintendue::cli
