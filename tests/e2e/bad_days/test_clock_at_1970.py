"""The PC's battery is dead: it wakes up on the second day of 1970, from its first boot on."""

import time

from another_clock import at
from mediator import Viewer
from stage.waiting import until


def test_a_whole_session(world):
    # Only the wall clock is wrong: a clock that counts from the start of the machine is right anyway.
    world.pc.clock = at("@1970-01-02 00:00:00")
    page = world.whole()
    assert thinks_it_is_1970(world)
    began = time.time() * 1000
    assistance = world.controlled(page)
    Viewer(assistance).want_picture()
    assistance.until("a picture", lambda _: assistance.received > 10_000)
    # The mediator is told the end of it by her own clock.
    minutes = (assistance.state.lease_until_ms - began) / 60_000
    assert 0 < minutes < 65, minutes
    world.family.stops()
    state = assistance.phase("ENDED")
    assert world.word(state, "end_reason") == "END_REASON_FAMILY"
    record = world.record(page, "FAMILY")
    assert record.opened_ms >= began - 5_000
    until("the list shows the PC of today", lambda: world.listed(page).last_seen_ms >= began - 60_000)
    world.nothing_left()


def thinks_it_is_1970(world):
    """What the agent writes into its log is of that day."""
    return any(line.startswith("1970-01-02T") for line in world.pc.agent.log.read_text().splitlines())
