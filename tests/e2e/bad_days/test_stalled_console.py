"""The mediator's browser stops taking in the picture: little of it waits on the way, the rest is fresh, STOP is heard."""

import time

from mediator import Viewer
from stage.waiting import until

LIMIT = 512 * 1024
# What a browser must have taken in before the PC trusts the line with all it may.
PROVEN = 8 * 1024 * 1024


def test_little_waits_for_a_page_that_acknowledges_nothing(world):
    page = world.whole()
    assistance = world.viewed(page, acknowledge=False)
    viewer = Viewer(assistance)
    assistance.say(received=assistance.received)
    start = assistance.received
    # Much more picture than the limit, by asking for whole frames of a screen that is hard to compress.
    world.busy_screen()
    for _ in range(20):
        viewer.want_picture()
    while assistance.step(timeout=3):
        viewer.want_picture()
    held = assistance.received - start
    assert 0 < held <= LIMIT, held

    assistance.acknowledge = True
    assistance.say(received=assistance.received)
    assistance.until("the picture goes on", lambda _: assistance.received > start + held)
    assistance.end()
    assistance.phase("ENDED")
    world.record(page, "OPERATOR")
    world.nothing_left()


def test_little_waits_for_a_browser_that_reads_nothing(world):
    page = world.whole()
    assistance, viewer = stalled(world, page)
    # What was under way when it stopped, and whatever is sent until it acknowledges again.
    assistance.acknowledge = False
    start = assistance.received
    while assistance.step(timeout=3):
        pass
    held = assistance.received - start
    assert 0 < held <= LIMIT, held

    assistance.acknowledge = True
    assistance.say(received=assistance.received)
    viewer.want_picture()
    assistance.until("the picture goes on", lambda _: assistance.received > start + held)
    assistance.end()
    assistance.phase("ENDED")
    world.record(page, "OPERATOR")
    world.nothing_left()


def test_stop_is_heard_while_the_browser_reads_nothing(world):
    page = world.whole()
    assistance, _ = stalled(world, page)
    pressed = time.monotonic()
    world.family.stops()  # until the banner is gone
    until("the screen is no longer read", lambda: not world.running("screen"), within=3)
    assert time.monotonic() - pressed < 3
    state = assistance.phase("ENDED")
    assert world.word(state, "end_reason") == "END_REASON_FAMILY"
    world.record(page, "FAMILY")
    world.nothing_left()


def stalled(world, page):
    """A session over a line that has proved itself, whose browser then stops reading in mid-picture."""
    world.busy_screen()
    assistance = world.viewed(page, receive_buffer=4096)
    viewer = Viewer(assistance)
    while assistance.received < PROVEN:
        viewer.want_picture()
        seen = assistance.received
        assistance.until("picture", lambda _: assistance.received > seen)
    viewer.want_picture()
    assert assistance.stands_still() > 0
    return assistance, viewer
