"""The relay is killed in mid-session and started again."""

from stage.waiting import until


def test_everybody_is_told_and_comes_back(world):
    page = world.whole()
    assistance = world.controlled(page)
    world.server.relay.stop_now()
    state = assistance.phase("ENDED")
    assert world.word(state, "end_reason") == "END_REASON_RELAY_LOST"
    until("nobody sees the screen any more", lambda: not world.running("screen") and not world.family.banner())

    world.server.start_relay()
    connected = world.value("maintendue.local.v1.Status", "relay", "RELAY_STATE_CONNECTED")
    until("the console is back", lambda: page.status().relay == connected, within=30)
    world.sees_pc(page, online=True, desktop=True, within=30)
    world.record(page, "RELAY_LOST")
    again = world.viewed(page)
    again.end()
    again.phase("ENDED")
    world.record(page, "OPERATOR")
