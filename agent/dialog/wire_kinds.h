// The kinds of things that the contract and the windows have each in their own words. Pure.
#pragma once

#include <optional>

#include "agent/dialog/message.h"
#include "maintendue/local/v1/dialog.pb.h"

namespace maintendue::dialog {

namespace pc = maintendue::local::v1;

Scope from_wire(v1::Scope scope);
Paused from_wire(v1::Held held);
Call from_wire(v1::CallKind kind);
Ended from_wire(v1::EndReason reason);
Asks from_wire(pc::BannerAsks asks);
Reach from_wire(pc::HelpDesk::Line line);
// Of one that is given.
Topic from_wire(v1::HelpTopic topic);
v1::HelpTopic to_wire(Topic topic);
Stage from_wire(pc::HelpStanding::Stage stage);
pc::Pressed::Button to_wire(Press button);
pc::InputClass to_wire(Means by);
v1::SlipAnswer to_wire(SlipAnswer answer);
v1::Farewell to_wire(Farewell farewell);
// Nothing for one that we do not know.
std::optional<Farewell> from_wire(v1::Farewell farewell);
std::optional<Mark::Kind> from_wire(v1::Mark::Kind kind);

}  // namespace maintendue::dialog
