"""The family's side on LXQt: its panel shows the icon, a click on it asks for help, our windows come up and stay on top."""

import os
import pathlib

from digits import said, taps
from mediator import whole_picture
from stage.sessions import Lxqt
from stage.waiting import until

SOUND = 2        # HelpTopic, and the key of its picture
POINT = 1        # Mark
CHARGER, YES = 29, 1  # a phrase, and its answer
WIDTH, BAR = 1366, 752  # of the screen; the middle of the panel at its lower edge


def keep_picture(world, name):
    """For whoever looks at what was drawn: in the folder of MT_PICTURES."""
    folder = os.environ.get("MT_PICTURES")
    if folder:
        (pathlib.Path(folder) / f"lxqt-{name}.png").write_bytes(world.display.picture())


def icon(world):
    """The middle of our icon: the one square in the panel's tray that is as dark as it, left of the clock."""
    def found():
        pixels = world.display.pixels()
        dark = [x for x in range(WIDTH - 160, WIDTH - 42) if sum(pixels(x, BAR - 9)) < 300]
        return (sum(dark) // len(dark),) if len(dark) > 8 else None
    return until("our icon in the panel", found)[0]


def test_a_click_on_the_icon_asks_for_help_and_a_yes_shows_the_screen(world):
    page = world.whole(session=Lxqt())
    keep_picture(world, "panel")
    world.display.click(icon(world), BAR)
    until("the window with the pictures", world.family.asked)
    keep_picture(world, "help")
    world.display.keys(str(SOUND))
    until("her queue", lambda: [call.request.topic for call in page.help_queue()] == [SOUND])
    world.display.keys("Escape")
    until("the window is put away", lambda: not world.running("dialog"))

    assistance = page.assist(world.machine, 2)
    assistance.phase("ASKING")
    keep_picture(world, "question")
    world.family.says(True)
    assistance.phase("VIEWING")
    until("the banner", world.family.banner)
    keep_picture(world, "banner")
    world.family.stops()
    assistance.phase("ENDED")
    world.record(page, "FAMILY")


def test_the_banner_stays_over_a_program_that_fills_the_screen(world):
    page = world.whole(session=Lxqt())
    assistance = world.viewed(page)
    window, place = until("the banner", world.family.banner)
    world.desktop.run("filling", "xterm", "-fullscreen", "-e", "cat")
    until("a program that fills the screen", lambda: any(
        world.display.place(one)[2:] == (WIDTH, 768) for one in world.display.windows("XTerm")
    ))
    x, y, width, height = place
    until("the banner over it", lambda: world.display.pixels()(x + 8, y + height // 2) == (0xf2, 0xb6, 0x32))
    keep_picture(world, "full-screen")
    assert world.family.banner()[0] == window
    assistance.end()


def test_it_is_verified_and_shown_and_told_something_there_too(world):
    page = world.whole(session=Lxqt(), verified=False)
    verification = page.verify(world.machine)
    digits = said(world, verification)
    keep_picture(world, "keypad")
    taps(world, digits)
    assert verification.phase("ENDED").verified
    until("the family has read its word", lambda: not world.running("dialog"), within=30)

    assistance = world.viewed(page)
    whole_picture(assistance)

    def points():
        assistance.say(mark={"kind": POINT, "x": 683, "y": 384})
        return world.family.is_shown(683, 384)
    until("her pointer on the family's screen", points)
    keep_picture(world, "pointer")

    assistance.say(slip={"number": 1, "phrase": CHARGER})
    until("a sentence on the family's screen", world.family.slip)
    keep_picture(world, "slip")
    world.family.agrees()
    assistance.until("the answer", lambda tells: tells.slip.answer == YES)
    assistance.end()
    assistance.phase("ENDED")
    world.record(page, "OPERATOR")
