"""The relay is killed in mid-session and started again: the session goes on, or is over when that takes too long."""

from mediator import Viewer
from stage.waiting import until


def test_the_session_goes_on_when_the_relay_is_back(world):
    page = world.whole()
    assistance = world.controlled(page)
    world.server.relay.stop_now()
    assistance.phase("CUT")
    until("nobody sees the screen any more", lambda: not world.running("screen"))
    assert world.family.banner()

    world.server.start_relay()
    assistance.phase("CONTROLLING", within=30)
    Viewer(assistance)
    assistance.end()
    assistance.phase("ENDED")
    world.sees_pc(page, online=True, desktop=True, within=30)
    world.record(page, "OPERATOR")
    assert len(page.history(world.machine)) == 1
    world.nothing_left()


def test_a_relay_that_stays_away_ends_it(world):
    page = world.whole()
    assistance = world.viewed(page)
    world.server.relay.stop_now()
    state = assistance.phase("ENDED", within=65)
    assert world.word(state, "end_reason") == "END_REASON_NOT_RESUMED"
    until("the sign goes too", lambda: not world.family.banner(), within=10)

    world.server.start_relay()
    connected = world.value("maintendue.local.v1.Status", "relay", "RELAY_STATE_CONNECTED")
    until("the console is back", lambda: page.status().relay == connected, within=40)
    world.sees_pc(page, online=True, desktop=True, within=60)
    world.record(page, "NOT_RESUMED")
    again = world.viewed(page)
    again.end()
    again.phase("ENDED")
    world.record(page, "OPERATOR")
