"""The picture is held back for a moment: by the mediator while a password is typed, by the family, or until a call back."""

from mediator import whole_picture
from screen_reader import ScreenReader
from stage.waiting import until

LOOK_AWAY, CALL_BACK, OVER = 1, 2, 3
LOOKS_AWAY, CALLS_BACK, HIDDEN = 6, 7, 8


def held(assistance, why):
    return assistance.until("the picture is held back", lambda state: state.held == why)


def reads(world, words):
    until(f"{words} on the strip", lambda: words in " ".join(ScreenReader(world.desktop).lines()))


def test_she_looks_away_and_looks_again(world):
    page = world.whole()
    assistance = world.viewed(page)
    whole_picture(assistance)
    assistance.say(pause=LOOK_AWAY)
    held(assistance, LOOKS_AWAY)
    until("the screen program is gone", lambda: not world.running("screen"))
    reads(world, "Nadia ne regarde pas")
    assistance.say(pause=OVER)
    assistance.phase("VIEWING")
    whole_picture(assistance)
    assistance.end()
    world.record(page, "OPERATOR")
    world.nothing_left()


def test_a_family_hides_its_screen_and_she_calls_back(world):
    page = world.whole()
    assistance = world.viewed(page)
    whole_picture(assistance)
    world.family.hides(lambda: assistance.step(0.5) and assistance.state.held == HIDDEN)
    until("the screen program is gone", lambda: not world.running("screen"))
    reads(world, "Votre écran est caché")
    assistance.say(pause=OVER)
    assistance.step(1)
    assert assistance.state.held == HIDDEN, "it is not hers to show"
    world.family.hides(lambda: assistance.step(0.5) and not assistance.state.held)  # the same button
    assistance.phase("VIEWING")
    whole_picture(assistance)

    assistance.say(pause=CALL_BACK)
    held(assistance, CALLS_BACK)
    reads(world, "Nadia vous rappelle")
    world.family.hides(lambda: assistance.step(0.5) and not assistance.state.held)
    assistance.phase("VIEWING")
    world.family.stops()
    assistance.phase("ENDED")
    world.record(page, "FAMILY")
    world.nothing_left()
