"""The tray dies in mid-session; the family's session starts it again."""

from stage.waiting import until


def test_the_session_ends_and_the_next_one_works(world):
    page = world.whole()
    assistance = world.controlled(page)
    world.tray.stop_now()
    state = assistance.phase("ENDED")
    assert world.word(state, "end_reason") == "END_REASON_DESKTOP_LOST"
    world.record(page, "DESKTOP_LOST")
    until("the windows are gone", lambda: not world.running("dialog", "screen"))
    world.sees_pc(page, online=True, desktop=False)

    world.start_tray()
    world.sees_pc(page, online=True, desktop=True)
    again = world.viewed(page)
    again.end()
    again.phase("ENDED")
    world.record(page, "OPERATOR")
    world.nothing_left()
