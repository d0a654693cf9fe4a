"""The mediator's browser stops taking in the picture: little of it waits on the way, and the rest is fresh."""

from mediator import Viewer

LIMIT = 512 * 1024


def test_little_waits_on_the_way(world):
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
