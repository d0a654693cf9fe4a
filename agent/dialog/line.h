// The dialog's one way to the world: the descriptor it was given.
#pragma once

#include <glib.h>

#include <functional>

#include "agent/dialog/message.h"
#include "base/result.h"
#include "local/frames.h"

namespace maintendue::dialog {

// Whole messages both ways. Lives on GTK's loop; says nothing more once the line has ended.
class Line {
 public:
  using OnMessage = std::function<void(const Message&)>;
  using OnEnd = std::function<void()>;

  explicit Line(int descriptor);  // owns it from now on
  ~Line();
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  // Whether the first message, or a part of it, is there.
  bool spoken_to() const;
  // Runs GTK's loop until the first message is there: a program that waits for long follows what
  // becomes of the screen meanwhile, and answers a screen reader. PeerGone when the service left,
  // BadMessage when it talks nonsense.
  Result<Message> first();
  // From now on every further message; on_end once, when the service left or talks nonsense.
  void listen(OnMessage on_message, OnEnd on_end);
  // Never blocks: a service that does not read has lost the line.
  void say(BytesView message);

 private:
  static gboolean readable(gint descriptor, GIOCondition condition, gpointer self);
  static gboolean hand_out_what_came(gpointer self);
  void wait_readable();
  Result<bool> take_in();  // whether something came; PeerGone at the end
  Result<void> hand_out();
  void end();

  const int descriptor_;
  guint watch_ = 0;
  guint came_already_ = 0;
  bool ended_ = false;
  local::MessageReader reader_;
  OnMessage on_message_;
  OnEnd on_end_;
};

}  // namespace maintendue::dialog
