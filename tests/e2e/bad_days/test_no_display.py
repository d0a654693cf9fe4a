"""There is no desktop to show: nobody is logged in, or the display goes away in mid-session."""


def test_nobody_is_logged_in(world):
    world.start_server().enrol().start_agent()
    page = world.mediator()
    world.sees_pc(page, online=True, desktop=False)
    world.verify()
    assistance = page.assist(world.machine)
    state = assistance.phase("ENDED")
    assert world.word(state, "end_reason") == "END_REASON_NO_DISPLAY"
    world.record(page, "NO_DISPLAY")


def test_the_display_goes_away(world):
    page = world.whole()
    assistance = world.viewed(page)
    world.display.server.stop_now()
    state = assistance.phase("ENDED")
    assert world.word(state, "end_reason") == "END_REASON_DESKTOP_LOST"
    world.record(page, "DESKTOP_LOST")
