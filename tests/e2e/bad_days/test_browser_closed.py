"""The mediator's browser goes away in mid-session, with a key and a button held down."""

import keyboard
from mediator import CONTROL_KEY, SHIFT, Viewer
from stage.waiting import until


def test_the_banner_goes_and_nothing_stays_pressed(world):
    page = world.whole()
    assistance = world.controlled(page)
    viewer = Viewer(assistance)
    viewer.pointer(600, 700, 1)
    viewer.key(SHIFT, True)
    viewer.key(CONTROL_KEY, True)
    until("two keys are down", lambda: len(keyboard.pressed(world.display)[0]) == 2)
    assert keyboard.pressed(world.display)[1], "the button is down"
    assistance.drop()
    until("nothing is pressed any more", lambda: keyboard.pressed(world.display) == ([], 0))
    world.record(page, "CONSOLE_LOST")
    world.nothing_left()


def test_the_console_itself_is_killed(world):
    page = world.whole()
    assistance = world.controlled(page)
    Viewer(assistance).key(SHIFT, True)
    until("the key is down", lambda: keyboard.pressed(world.display)[0])
    page.process.stop_now()
    until("nothing is pressed any more", lambda: keyboard.pressed(world.display) == ([], 0))
    again = world.mediator()
    assert world.family.banner(), "she may come back"
    world.record(again, "NOT_RESUMED", within=75)
    world.nothing_left()
