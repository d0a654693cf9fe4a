"""The mediator has her pages open in more tabs than her browser has connections: all of them stay live."""

from types import SimpleNamespace

from stage.story import play
from world import ROOT


def test_every_tab_shows_what_changes(world):
    console, passphrase = world.start_server().enrol().start_console()
    world.start_agent()
    stage = SimpleNamespace(
        console=console, passphrase=passphrase, machine=world.machine, processes=world.processes
    )
    assert play(stage, world.folder, ROOT / "tests/browser/tabs.mjs", Household(world)) == 0


class Household:
    """The family turns its PC on and off."""

    def __init__(self, world):
        self._world = world

    def act(self, verb):
        if verb == "on":
            self._world.start_agent()
        else:
            self._world.pc.agent.stop()
        return {"ok": verb}
