"""The mediator's page of requests in a real browser, and the family's window on a real display."""

import os
import pathlib
from types import SimpleNamespace

from screen_reader import ScreenReader
from stage.story import Acting, play
from stage.waiting import until
from tray_menu import TrayMenu
from world import ROOT

PAGES = ROOT / "tests/browser/help.mjs"
LABEL = "Demander de l’aide"


class Asking(Acting):
    """A family that presses a picture, and reads what its window says."""

    def __init__(self, world, stage):
        super().__init__(stage)
        self._world = world

    def acts(self):
        return super().acts() | {"press": self._press, "reads": self._reads}

    def _press(self, topic):
        TrayMenu(self._world).choose(LABEL)
        until("the window with the pictures", self._world.family.asked)
        self._world.display.keys(str(topic))

    def _reads(self, words):
        until(f"{words} in the window", lambda: words in " ".join(ScreenReader(self._world.desktop).lines()))


def test_a_request_from_its_picture_to_its_end(world, tmp_path):
    world.whole(verified=False)
    console, passphrase = world.start_console()
    stage = SimpleNamespace(
        console=console, passphrase=passphrase, machine=world.machine, processes=world.processes, display=world.display,
        pictures=tmp_path,
    )
    pictures = pathlib.Path(os.environ.get("MT_PICTURES", tmp_path))
    assert play(stage, pictures, PAGES, Asking(world, stage)) == 0
