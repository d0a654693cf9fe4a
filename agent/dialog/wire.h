// From and to the messages of local.proto. Pure functions over bytes.
#pragma once

#include "agent/dialog/message.h"
#include "base/result.h"

namespace maintendue::dialog {

// BadMessage when it is not in the contract, asks for nothing, or has no secret to answer with.
Result<Message> read_message(BytesView bytes);

Bytes shown();
// Of a question: what stands there, word by word.
Bytes shown(const std::string& text, const std::string& language);
Bytes alive();
Bytes reply(const Bytes& secret, bool yes, Means by);
Bytes tapped(const Bytes& secret, const std::string& digits);
Bytes pressed(const Bytes& secret, Press button);
Bytes help_wanted(Topic topic);
Bytes help_wished_for(CallBack when);
Bytes help_cancelled();
Bytes farewell_said(Farewell farewell);
Bytes slip_answered(SlipAnswer answer);
Bytes language_chosen(const std::string& tag);

}  // namespace maintendue::dialog
