"""The mediator's own mouse and keys cannot say yes in the family's place."""

from mediator import Viewer
from stage.family import NO, YES
from stage.waiting import TooLong, until
from world import CONTROL


def tries_to_say_yes(world, assistance, viewer):
    """Clicks on both large answers and presses every key that answers, through the session."""
    window, (x, y, width, height) = until("the question", world.family.asked)
    for place in (YES, NO):
        viewer.click(int(x + place[0] * width), int(y + place[1] * height))
    for keysym in (ord("2"), ord("1"), 0xFF09, 0xFF0D, 0x20, 0xFF1B):
        viewer.key(keysym, True)
        viewer.key(keysym, False)
    # What was sent is behind us once the picture that was asked for after it is here.
    before = assistance.received
    viewer.want_picture()
    assistance.until("a picture", lambda _: assistance.received > before)
    try:
        until("the window is gone", lambda: world.family.asked() is None or world.family.asked()[0] != window, within=3)
        raise AssertionError("the mediator's own input answered the question")
    except TooLong:
        pass


def test_while_only_looking_is_allowed(world):
    page = world.whole()
    assistance = world.viewed(page)
    viewer = Viewer(assistance)
    assistance.ask(CONTROL)
    assistance.phase("ASKING")
    tries_to_say_yes(world, assistance, viewer)
    world.family.says(False)
    assert world.word(assistance.phase("VIEWING"), "answer") == "CONSENT_ANSWER_REFUSED"
    assistance.end()
    assistance.phase("ENDED")
    record = world.record(page, "OPERATOR")
    assert world.word(record, "widest_scope") == "SCOPE_VIEW"
    world.nothing_left()


def test_stop_and_take_back_are_the_familys_too(world):
    page = world.whole()
    assistance = world.viewed(page)
    viewer = Viewer(assistance)
    window, (x, y, width, height) = until("the banner", world.family.banner)
    for across in range(5, 100, 5):
        viewer.click(int(x + width * across / 100), y + height // 2)
    viewer.want_picture()
    assistance.until("a picture", lambda _: assistance.received > 0)
    assert world.family.banner()[0] == window
    world.family.stops()
    state = assistance.phase("ENDED")
    assert world.word(state, "end_reason") == "END_REASON_FAMILY"
    world.record(page, "FAMILY")
    world.nothing_left()
