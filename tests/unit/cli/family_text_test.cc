#include "console/cli/family_text.h"

#include <gtest/gtest.h>

namespace maintendue::cli {
namespace {

constexpr auto kMartin =
    "nom : Mme Martin\n"
    "langue : français\n"
    "téléphone : 01 02 03 04 05\n"
    "pc : 00000000000000bb\n"
    "pc : 00000000000000bc\n"
    "remarques : sonner deux fois\n"
    "et attendre\n";

TEST(FamilyText, ComesBackAsItWasWritten) {
  const local::v1::Household martin = household_of(kMartin);
  EXPECT_EQ(martin.name(), "Mme Martin");
  EXPECT_EQ(martin.machine_ids_size(), 2);
  EXPECT_EQ(martin.remarks(), "sonner deux fois\net attendre");
  EXPECT_EQ(text_of(Language::French, martin), kMartin);
  const local::v1::Household again = household_of(text_of(Language::English, martin));
  EXPECT_EQ(again.SerializeAsString(), martin.SerializeAsString());
}

TEST(FamilyText, OfNoneIsAFamilyWithoutAName) {
  EXPECT_EQ(household_of("").name(), "");
  EXPECT_EQ(household_of("Mme Martin\n").name(), "");
  EXPECT_EQ(household_of("nom : Mme Martin\nquelque chose\n").name(), "");
  EXPECT_EQ(household_of("prénom : Anne\n").name(), "");
}

}  // namespace
}  // namespace maintendue::cli
