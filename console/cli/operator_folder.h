// The folder one person gets: operator.key (encrypted), operator.crt, root.crt.
#pragma once

#include "console/cli/files.h"
#include "identity/issue.h"

namespace maintendue::cli {

struct Person {
  std::string name;
  std::vector<v1::Role> roles;
  std::string passphrase;
};

// Makes the person's key and certificate and puts them under `inside` of the folder.
void add_operator(
    NewFolder& folder,
    const std::filesystem::path& inside,
    const identity::Issuer& root,
    const Person& person,
    WallTime now
);

// "zoe-et-fils" for "Zoé et fils": lower-case ASCII for a folder; "operator" when nothing of it
// remains.
std::string folder_name(const std::string& name);

}  // namespace maintendue::cli
