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

TEST(FamilyText, SaysWhoSignedItWhereThatIsAnotherThanWhoItNames) {
  const auto noted = [](const char* signer, const char* writer) {
    return noted_by(Language::English, signer, writer, "2026-03-01");
  };
  EXPECT_EQ(noted("Nadia", "Nadia"), "Noted by Nadia on 2026-03-01");
  EXPECT_EQ(noted("Omar", "Nadia"), "Signed by Omar, who says that Nadia noted it on 2026-03-01");
  EXPECT_EQ(
      noted("Omar", ""),
      "Signed by Omar, who says that somebody who is in the team no more noted it on 2026-03-01"
  );
  EXPECT_EQ(noted("", ""), "Noted by somebody who is in the team no more on 2026-03-01");
}

}  // namespace
}  // namespace maintendue::cli
