"""A family without mouse and keyboard: a number on its own screen stands for a click, and the picture never shows it."""

import time

import keyboard
from mediator import SHIFT, whole_picture
from screen_reader import ScreenReader
from stage.waiting import until

VIEW, CONTROL = 1, 2
WRONG = "not it"


def spoil(assistance):
    """Three times what is no number, so that it is never right by accident."""
    for left in (3, 2, 1):
        assistance.until(f"{left} tries are left", lambda state: state.number_tries == left)
        assistance.say(number_heard=WRONG)


def read_aloud(world, assistance):
    """The family reads its number to her, and she types it."""
    assistance.until("a number stands there", lambda state: state.number_tries == 3)
    number = ScreenReader(world.desktop).number()
    assistance.say(number_heard=number)
    return number


def test_the_right_one_lets_see_and_another_one_lends_the_mouse(world):
    page = world.whole()
    assistance = page.assist(world.machine)
    assistance.phase("ASKING")
    assistance.say(ask_by_number=VIEW)
    first = read_aloud(world, assistance)
    state = assistance.phase("VIEWING")
    assert (state.scope, state.number_tries) == (VIEW, 0)
    until("the sign with its STOP", world.family.banner)
    viewer = whole_picture(assistance)
    minutes = (state.lease_until_ms / 1000 - time.time()) / 60
    assert 14 < minutes <= 15, "a quarter of an hour"

    assistance.say(ask_by_number=CONTROL)
    assistance.phase("ASKING")
    assert not world.running("screen"), "whoever could read the number off the picture"
    second = read_aloud(world, assistance)
    assert second != first
    state = assistance.phase("CONTROLLING")
    assert state.scope == CONTROL
    viewer = whole_picture(assistance)
    assistance.until("input passes", lambda state: not state.input_suspended)
    viewer.key(SHIFT, True)
    until("the key is down", lambda: keyboard.pressed(world.display)[0])
    viewer.key(SHIFT, False)
    assistance.end()
    assistance.phase("ENDED")
    record = world.record(page, "OPERATOR")
    assert world.word(record, "widest_scope") == "SCOPE_CONTROL"
    world.nothing_left()


def test_it_takes_the_place_of_a_question_that_nobody_can_answer(world):
    page = world.whole()
    assistance = page.assist(world.machine)
    assistance.phase("ASKING")
    first = until("the question", world.family.asked)
    assistance.say(ask_by_number=VIEW)
    assistance.until("a number stands there", lambda state: state.number_tries == 3)
    second = until("a question with a number", lambda: (found := world.family.asked()) and found[1] != first[1] and found)
    assert second[1][3] > first[1][3], "its window has room for the number"
    spoil(assistance)
    state = assistance.phase("IDLE")
    assert world.word(state, "answer") == "CONSENT_ANSWER_UNANSWERED"
    until("it went with its window", lambda: not world.family.asked())
    assert not world.running("screen"), "nothing was seen"
    assistance.end()
    assistance.phase("ENDED")
    world.record(page, "NEVER_ALLOWED")
    world.nothing_left()


def test_while_one_for_the_mouse_stands_there_the_picture_is_away(world):
    page = world.whole()
    assistance = world.viewed(page)
    whole_picture(assistance)
    assistance.say(ask_by_number=CONTROL)
    state = assistance.phase("ASKING")
    assert state.scope == 0
    assert state.picture == 1
    until("the question with its number", world.family.asked)
    assert not world.running("screen"), "whoever could read the number off the picture"
    assert world.family.banner(), "the sign and its STOP stay"
    before = assistance.received
    spoil(assistance)
    state = assistance.phase("VIEWING")
    assert state.scope == VIEW, "not the mouse"
    assert before == 0
    whole_picture(assistance)  # of a screen program of its own, from its first byte
    assistance.end()
    assistance.phase("ENDED")
    world.record(page, "OPERATOR")
    world.nothing_left()
