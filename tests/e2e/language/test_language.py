"""Somebody at the PC chooses a language, in the icon's menu or in a window; from then on the windows speak it."""

import gettext

from screen_reader import ScreenReader
from stage.demo import BUILT
from stage.waiting import TooLong, until
from tray_menu import TrayMenu

FOLLOW_UP_1 = 2
SCHOOL = 4
ARABIC, ENGLISH = "العربية", "English"


def said(language, sentence):
    """What a family reads there."""
    return gettext.translation("maintendue", BUILT / "share/locale", [language]).gettext(sentence)


def reads(world, words, within=30):
    until(f"{words} on the family's screen", lambda: words in " ".join(ScreenReader(world.desktop).lines()), within)


def press_until_it_reads(world, words, *keys):
    """As a person: a window that has only just turned takes no press, so one looks, and presses again."""
    for _ in range(10):
        world.display.keys(*keys)
        try:
            return reads(world, words, within=5)
        except TooLong:
            continue
    raise TooLong(f"{words}: not by pressing {keys}")


def test_who_reads_arabic_is_asked_in_arabic_also_tomorrow(world):
    page = world.whole()
    TrayMenu(world).choose(ARABIC)
    TrayMenu(world).entry(said("ar", "Ask for help"))
    world.remember()  # the first question on its bus costs the tray two descriptors
    assistance = page.assist(world.machine, FOLLOW_UP_1)
    assistance.phase("ASKING")
    reads(world, said("ar", "Nobody sees anything"))
    world.family.says(False)  # on the left: that is yes, where one reads from the right
    assistance.phase("VIEWING")
    assistance.end()
    world.record(page, "OPERATOR")

    world.tray.stop()
    world.processes.forget(world.tray)
    world.start_tray()
    until("the tray is back", lambda: world.running("tray"))
    TrayMenu(world).entry(said("ar", "Ask for help"))


def test_a_language_chosen_in_the_window_is_the_requests_too(world):
    page = world.whole(verified=False)
    TrayMenu(world).choose(said("fr", "Ask for help"))
    until("the window with the pictures", world.family.asked)
    world.display.keys(str(SCHOOL))
    asked = until("her queue", page.help_queue)[0]
    assert asked.request.language == "fr"
    reads(world, said("fr", "Choose another picture"))
    world.display.keys("shift+Tab")
    press_until_it_reads(world, said("fr", "Which language do you read?"), "Return")
    world.display.keys("Tab", "Tab", "Tab")
    press_until_it_reads(world, said("en", "Choose another picture"), "Return")
    TrayMenu(world).entry(ENGLISH)
    TrayMenu(world).entry(said("en", "Ask for help"))
    until("whoever calls back knows", lambda: page.help_queue()[0].request.language == "en")
    assert len(page.help_queue()) == 1
