"""The monitor shows another account in the middle of a session: nothing is seen any more, and whoever comes is asked."""

import keyboard
import pytest
from mediator import SHIFT, whole_picture
from seat import Seat
from stage.waiting import until

VIEW = 1


@pytest.fixture
def seat(world):
    seat = Seat(world.folder, world.family_user)
    world.pc.monitor = seat.words
    return seat


def test_nothing_is_seen_any_more_and_who_comes_is_asked(world, seat):
    page = world.whole()
    assistance = world.controlled(page)
    viewer = whole_picture(assistance)
    viewer.key(SHIFT, True)
    until("the key is down", lambda: keyboard.pressed(world.display)[0])

    seat.greeter()
    state = assistance.phase("HELD")
    assert world.word(state, "held") == "HELD_NOBODY"
    assert state.scope == 0
    until("the screen is no longer read, and no window is left", lambda: not world.running("screen", "dialog"))
    until("every key is up", lambda: keyboard.pressed(world.display) == ([], 0))

    seat.family()
    state = assistance.phase("ASKING")
    assert (world.word(state, "held"), state.asking) == ("HELD_OTHER_PERSON", VIEW)
    assert not world.running("screen")
    world.family.says(True)
    state = assistance.phase("VIEWING")
    assert state.scope == VIEW, "the mouse is asked for anew"
    assert state.picture == 1
    whole_picture(assistance)

    assistance.end()
    assistance.phase("ENDED")
    world.record(page, "OPERATOR")
    world.nothing_left()


def test_a_no_of_who_comes_ends_it(world, seat):
    page = world.whole()
    assistance = world.viewed(page)
    seat.greeter()
    assistance.phase("HELD")
    seat.family()
    assistance.phase("ASKING")
    world.family.says(False)
    state = assistance.phase("ENDED")
    assert world.word(state, "end_reason") == "END_REASON_PERSON_CHANGED"
    world.record(page, "PERSON_CHANGED")
    until("nobody reads the screen", lambda: not world.running("screen"))
