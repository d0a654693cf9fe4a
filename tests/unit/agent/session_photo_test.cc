// The family sees who asks: her photo, when it is the one that the roster names; and whom to
// call.
#include "session_stage.h"
#include "support/photo.h"

namespace maintendue::test {
namespace {

class PhotoInASession : public SessionStage {
 protected:
  void begin_with(const Bytes& hash) {
    before_it_begins_ = [&](agent::Meeting& meeting) {
      meeting.photo_hash = hash;
      meeting.phone = "02 99 00 00 00";
    };
    begin();
  }
  void operator_shows(const Bytes& jpeg) {
    v1::ConsoleSays says;
    says.set_photo(jpeg);
    operator_says(std::move(says));
  }
  pc::Question asked() {
    operator_asks(v1::SCOPE_VIEW);
    return question(0);
  }
};

TEST_F(PhotoInASession, IsBesideTheQuestionAndTheBanner) {
  begin_with(identity::sha256(photo()));
  operator_shows(photo());
  const pc::Question shown = asked();
  EXPECT_EQ(shown.photo(), photo());
  EXPECT_EQ(shown.phone(), "02 99 00 00 00");
  family_replies(0, shown.secret(), true);
  EXPECT_EQ(next<pc::ServiceToDialog>(*desktop_->windows.at(1))->banner().photo(), photo());
}

TEST_F(PhotoInASession, IsNobodyElses) {
  begin_with(identity::sha256(photo()));
  operator_shows(photo({}, "somebody else"));
  EXPECT_EQ(asked().photo(), "");
}

TEST_F(PhotoInASession, IsNoneThatTheRosterDoesNotName) {
  begin_with({});
  operator_shows(photo());
  EXPECT_EQ(asked().photo(), "");
}

TEST_F(PhotoInASession, IsNoOtherFileThoughTheRosterNamesIt) {
  const Bytes with_note = photo("Exif: at home");
  begin_with(identity::sha256(with_note));
  operator_shows(with_note);
  EXPECT_EQ(asked().photo(), "");
}

TEST_F(PhotoInASession, StaysWhenAnotherIsShownLater) {
  begin_with(identity::sha256(photo()));
  operator_shows(photo());
  operator_shows("<svg/>");
  EXPECT_EQ(asked().photo(), photo());
}

}  // namespace
}  // namespace maintendue::test
