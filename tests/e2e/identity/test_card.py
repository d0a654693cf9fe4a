"""The PC's card: on its own screen for whoever sits there, before a mediator's camera in a real browser, and signed."""

import base64
import hashlib
import re
from types import SimpleNamespace

import pytest
from camera import code_of, film_of
from seat import Seat
from stage.story import play
from stage.waiting import until
from tray_menu import TrayMenu
from world import ROOT

PAGES = ROOT / "tests/browser/card.mjs"
LABEL = "La carte de votre ordinateur"


def shown(world):
    return until("the card on the family's screen", world.family.asked)


class Acting:
    """What the story in the browser asks for: the card's text, and a console that has just been started."""

    def __init__(self, world, card, console):
        self._world, self._card, self._console = world, card, console

    def act(self, verb):
        if verb == "card":
            return {"ok": self._card}
        self.leave()
        self._console, _ = self._world.start_console()
        return {"ok": self._console.address}

    def leave(self):
        self._console.process.stop()
        self._world.processes.forget(self._console.process)


def said(card):
    """The card without its sum."""
    return card.rpartition(":")[0]


def summed(text):
    """With the sum that machine_record.proto puts behind it."""
    return text + ":" + base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()[:3]).decode()


def test_from_the_familys_screen_to_a_signature(world, tmp_path):
    page = world.whole(verified=False)
    TrayMenu(world).entry(LABEL)
    world.remember()  # the first question on its bus costs the tray two descriptors
    TrayMenu(world).choose(LABEL)
    shown(world)
    TrayMenu(world).choose(LABEL)  # nobody needs two
    card = world.pc.identity()
    assert len(card) == 78 and summed(said(card)) == card
    other = summed(re.sub(":[0-9a-f]{16}:", ":00112233aabbccdd:", said(card)))
    assert other != card
    film_of(world.display.picture(), tmp_path / "own.mjpeg")
    code_of(other, tmp_path / "other.mjpeg")
    code_of(summed(said(card)[:-8] + "AAAAAAAA"), tmp_path / "foreign.mjpeg")
    code_of("<img src=x onerror=owned=1>\x1b[2J\u202e", tmp_path / "hostile.mjpeg")
    assert len(world.running("dialog")) == 1

    console, passphrase = world.start_console()
    stage = SimpleNamespace(
        console=console, passphrase=passphrase, machine=world.machine, processes=world.processes
    )
    acting = Acting(world, card, console)
    assert play(stage, tmp_path, PAGES, acting) == 0
    acting.leave()

    assert world.standing(page) == "VERIFIED"
    standing = page.standing(world.listed(page))
    assert (world.word(standing, "how"), standing.verified_by) == ("VERIFIED_HOW_FACE_TO_FACE", "Nadia")
    world.display.keys("Escape")
    until("the card is put away", lambda: not world.running("dialog"))
    assistance = page.assist(world.machine)
    assistance.phase("ASKING")
    assistance.end()
    assistance.phase("ENDED")
    world.nothing_left()


@pytest.fixture
def seat(world):
    seat = Seat(world.folder, world.family_user)
    world.pc.monitor = seat.words
    return seat


def test_it_goes_with_whoever_sits_there(world, seat):
    world.whole(verified=False)
    TrayMenu(world).choose(LABEL)
    shown(world)
    seat.greeter()
    until("no window is left", lambda: not world.running("dialog"))
    seat.family()
    TrayMenu(world).choose(LABEL)
    shown(world)
    # And with the service.
    world.pc.agent.stop()
    until("no window is left", lambda: not world.running("dialog"))
