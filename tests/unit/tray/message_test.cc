#include "agent/tray/message.h"

#include <gtest/gtest.h>

#include "maintendue/local/v1/pc.pb.h"

namespace maintendue::tray {
namespace {

namespace pc = maintendue::local::v1;

TEST(TrayMessage, ReadsAState) {
  pc::ServiceToTray says;
  says.mutable_state()->set_connected(true);
  says.mutable_state()->set_watched(true);
  says.mutable_state()->set_organisation("La Maison Numérique");
  says.mutable_state()->set_operator_name("Nadia");
  Result<Message> message = read_message(says.SerializeAsString());
  ASSERT_TRUE(message);
  EXPECT_EQ(
      std::get<State>(*message), (State{true, true, "La Maison Numérique", "Nadia", false, true})
  );
}

TEST(TrayMessage, ReadsASpawnOfAProgramItKnowsOnly) {
  pc::ServiceToTray says;
  says.mutable_spawn()->set_request_id(7);
  EXPECT_FALSE(read_message(says.SerializeAsString()));
  says.mutable_spawn()->set_program(pc::Spawn::SCREEN);
  Result<Message> message = read_message(says.SerializeAsString());
  ASSERT_TRUE(message);
  EXPECT_EQ(std::get<Spawn>(*message).request_id, 7u);
  EXPECT_EQ(std::get<Spawn>(*message).program, Program::Screen);
  says.mutable_spawn()->set_program(static_cast<pc::Spawn::Program>(99));
  EXPECT_FALSE(read_message(says.SerializeAsString()));
}

TEST(TrayMessage, ReadsAnOrderToRestartAndAnswersIt) {
  pc::ServiceToTray says;
  says.mutable_restart();
  const Result<Message> message = read_message(says.SerializeAsString());
  ASSERT_TRUE(message);
  EXPECT_TRUE(std::holds_alternative<Restart>(*message));
  for (const bool ok : {true, false}) {
    pc::TrayToService answer;
    ASSERT_TRUE(answer.ParseFromString(restart_taken(ok)));
    ASSERT_TRUE(answer.has_restart_taken());
    EXPECT_EQ(answer.restart_taken().ok(), ok);
  }
}

TEST(TrayMessage, WishesForHelpInOneWord) {
  pc::TrayToService says;
  ASSERT_TRUE(says.ParseFromString(help_wished()));
  EXPECT_TRUE(says.has_help());
  ASSERT_TRUE(says.ParseFromString(journal_wished()));
  EXPECT_TRUE(says.has_journal());
}

TEST(TrayMessage, HearsOfALanguageAndSaysOne) {
  pc::ServiceToTray says;
  says.mutable_speak()->set_language("ar");
  const Result<Message> message = read_message(says.SerializeAsString());
  ASSERT_TRUE(message);
  ASSERT_TRUE(std::holds_alternative<Speak>(*message));
  EXPECT_EQ(std::get<Speak>(*message).language, "ar");
  pc::TrayToService answer;
  ASSERT_TRUE(answer.ParseFromString(language_chosen("ar")));
  EXPECT_EQ(answer.language().language(), "ar");
}

TEST(TrayMessage, RefusesWhatIsNotInTheContract) {
  EXPECT_FALSE(read_message(""));
  EXPECT_FALSE(read_message("\x12\xff"));
}

TEST(TrayMessage, OpensPagesOfTheWebAlone) {
  pc::ServiceToTray says;
  says.mutable_spawn()->set_program(pc::Spawn::BROWSER);
  for (const char* page : {"", "file:///etc/passwd", "--help", "https://a@b.example/"}) {
    says.mutable_spawn()->set_page(page);
    EXPECT_FALSE(read_message(says.SerializeAsString())) << page;
  }
  says.mutable_spawn()->set_page("https://ecole.example/");
  const Result<Message> message = read_message(says.SerializeAsString());
  ASSERT_TRUE(message);
  EXPECT_EQ(std::get<Spawn>(*message).page, "https://ecole.example/");
}

TEST(TrayMessage, GivesADialogOneDescriptorAScreenTwoAndABrowserNone) {
  EXPECT_EQ(descriptors_for(Program::Browser), 0u);
  EXPECT_EQ(descriptors_for(Program::Dialog), 1u);
  EXPECT_EQ(descriptors_for(Program::Screen), 2u);
}

}  // namespace
}  // namespace maintendue::tray
