// The contract's words and ours. Generated messages stop here.
#pragma once

#include "base/result.h"
#include "maintendue/v1/agent_link.pb.h"
#include "maintendue/v1/calls.pb.h"
#include "maintendue/v1/events.pb.h"
#include "relay/feed/feed.h"
#include "relay/records/calls.h"

namespace maintendue::relay {

v1::Machine message_of(const MachineView& machine);
v1::SessionRecord message_of(const SessionRecord& record);
v1::ListCallsResponse message_of(const FollowUp& follow_up);
v1::HelpEntry message_of(const HelpEntry& entry);
v1::Event message_of(const Change& change);
// To its PC, what is kept of it; and that it is not kept, because that PC has asked too often.
v1::HelpNews help_news_of(const HelpEntry& entry);
v1::HelpNews too_much_help(const HelpRequest& request);

// BadMessage for what the contract does not know.
Result<CallKind> call_kind_of(v1::CallKind kind);
Result<RepairKind> repair_kind_of(v1::RepairKind kind);
Result<Arrival> arrival_of(const v1::AgentHello& hello);
Result<News> news_of(const v1::SessionNews& news);
Result<HelpRequest> help_of(const v1::HelpRequest& request);
Result<FarewellSaid> farewell_of(const v1::FarewellSaid& said);

}  // namespace maintendue::relay
