#include "agent/dialog/notice_window.h"

#include "agent/dialog/picture.h"
#include "agent/dialog/widgets.h"
#include "agent/dialog/wire.h"
#include "agent/dialog/words.h"

namespace maintendue::dialog {

NoticeWindow::NoticeWindow(const Notice& notice, Line& line, Done done)
    : done_(std::move(done)), line_(line) {
  const NoticeWords words = words_for(notice);
  window_ = headed_window(words.title, words.title);
  GtkWidget* body = column(6);
  add_class(body, "body");
  gtk_container_add(GTK_CONTAINER(body), label(words.what, "what", 48));
  gtk_container_add(GTK_CONTAINER(body), label(words.means, "means", 48));
  gtk_container_add(GTK_CONTAINER(window_), body);
  const std::string spoken = words.what + " " + words.means;
  atk_object_set_description(gtk_widget_get_accessible(window_), spoken.c_str());
  atk_object_set_role(gtk_widget_get_accessible(window_), ATK_ROLE_NOTIFICATION);

  g_signal_connect(
      window_, "map-event", G_CALLBACK(+[](GtkWidget*, GdkEvent*, gpointer self) {
        static_cast<NoticeWindow*>(self)->line_.say(shown());
        return FALSE;
      }),
      this
  );
  g_signal_connect(
      window_, "delete-event", G_CALLBACK(+[](GtkWidget*, GdkEvent*, gpointer self) {
        static_cast<NoticeWindow*>(self)->done_();
        return TRUE;
      }),
      this
  );
  timer_ = g_timeout_add_seconds(
      notice.restart_by_hand ? kSecondsToAct : kSeconds,
      [](gpointer self) -> gboolean {
        auto& ours = *static_cast<NoticeWindow*>(self);
        ours.timer_ = 0;
        ours.done_();
        return G_SOURCE_REMOVE;
      },
      this
  );
  gtk_window_set_focus_on_map(GTK_WINDOW(window_), FALSE);
  gtk_window_set_position(GTK_WINDOW(window_), GTK_WIN_POS_CENTER_ALWAYS);
  gtk_widget_show_all(window_);
}

NoticeWindow::~NoticeWindow() {
  if (timer_ != 0) g_source_remove(timer_);
  gtk_widget_destroy(window_);
}

}  // namespace maintendue::dialog
