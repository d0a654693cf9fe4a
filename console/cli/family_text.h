// What is written of a family as lines of text: shown, and read back from a file.
#pragma once

#include "console/cli/words.h"
#include "maintendue/local/v1/household.pb.h"

namespace maintendue::cli {

// "nom : Mme Martin" and so on, a line each; several of "pc" and of "remarques".
std::string text_of(Language language, const local::v1::Household& household);
// Whose word it is, in a sentence: the signature's, and who noted it by what was signed. No name:
// somebody who is in the team no more.
std::string noted_by(
    Language language, std::string signer, std::string writer, const std::string& day
);
// Of either language. Lines without one of the words go on with the remarks above them; a household
// without a name when the text begins with none of them.
local::v1::Household household_of(const std::string& text);

}  // namespace maintendue::cli
