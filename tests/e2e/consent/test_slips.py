"""She lays something on the family's screen to be read: it is there in the family's language, beside no question, and gone with the session."""

from mediator import whole_picture
from screen_reader import ScreenReader
from stage.waiting import until

SHOWN, GONE, NOT_SHOWN = 1, 2, 3
YES, OPENED = 1, 6
LOOK_AWAY = 1
CHARGER, WRITE_PASSWORD = 29, 21


def lay(assistance, number, **what):
    assistance.say(slip={"number": number, **what})


def told(assistance, number, state):
    return assistance.until(
        f"slip {number} is told of as {state}",
        lambda tells: (tells.slip.number, tells.slip.state) == (number, state),
    )


def reads(world, words):
    until(f"{words} on the screen", lambda: words in " ".join(ScreenReader(world.desktop).lines()))


def browser_that_tells(world):
    """The family's choice of a browser, as Xfce keeps it: here a program that writes down what it is to open."""
    home, told = world.desktop.home, world.desktop.runtime / "opened"
    program = home / "browser"
    program.write_text(f'#!/bin/sh\nprintf %s "$1" > {told}\n')
    program.chmod(0o755)
    helper = home / ".local/share/xfce4/helpers/custom-WebBrowser.desktop"
    helper.parent.mkdir(parents=True, exist_ok=True)
    helper.write_text(
        "[Desktop Entry]\nVersion=1.0\nType=X-XFCE-Helper\nName=browser\nX-XFCE-Category=WebBrowser\n"
        f'X-XFCE-Commands={program}\nX-XFCE-CommandsWithParameter={program} "%s"\n'
    )
    chosen = home / ".config/xfce4/helpers.rc"
    chosen.parent.mkdir(parents=True, exist_ok=True)
    chosen.write_text("WebBrowser=custom-WebBrowser\n")
    return told


def test_a_family_answers_a_sentence(world):
    page = world.whole()
    assistance = world.viewed(page)
    whole_picture(assistance)
    lay(assistance, 1, phrase=CHARGER)
    told(assistance, 1, SHOWN)
    reads(world, "Branchez le chargeur.")
    world.family.agrees()
    assert told(assistance, 1, GONE).slip.answer == YES

    lay(assistance, 2, page="https://banque.example@pirate.example/")
    told(assistance, 2, NOT_SHOWN)
    lay(assistance, 3, page="https://ecole.example/cahier")
    told(assistance, 3, SHOWN)
    reads(world, "ecole.example")
    opened = browser_that_tells(world)
    world.family.opens_page()
    assert told(assistance, 3, GONE).slip.answer == OPENED
    until("the family's own browser has it", lambda: opened.exists() and opened.read_text() == "https://ecole.example/cahier")
    lay(assistance, 4, text="Dossier 4711")
    told(assistance, 4, SHOWN)
    assistance.end()
    assistance.phase("ENDED")
    until("it is gone with the session", lambda: not world.family.slip())
    world.record(page, "OPERATOR")
    world.nothing_left()


def test_it_says_only_while_it_is_so_that_she_does_not_look(world):
    page = world.whole()
    assistance = world.viewed(page)
    whole_picture(assistance)
    lay(assistance, 1, phrase=WRITE_PASSWORD)
    told(assistance, 1, NOT_SHOWN)
    assistance.say(pause=LOOK_AWAY)
    lay(assistance, 2, phrase=WRITE_PASSWORD)
    told(assistance, 2, SHOWN)
    reads(world, "Je ne regarde pas")
    until("the screen program is gone", lambda: not world.running("screen"))
    assistance.say(pause=3)
    told(assistance, 2, GONE)
    until("it is gone", lambda: not world.family.slip())
    assistance.end()
    world.record(page, "OPERATOR")
    world.nothing_left()
