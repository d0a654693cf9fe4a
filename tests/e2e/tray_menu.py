"""The icon's menu, asked and clicked over the desktop's bus as a panel does it."""

import re
import subprocess

from stage.processes import as_user
from stage.waiting import until


class TrayMenu:
    def __init__(self, world):
        self._world = world

    def entry(self, label):
        """Its number in the menu."""
        def found():
            # (5, {'label': <'...'>, ...}, ...); what goes before may hold labels too.
            return re.search(rf"\((\d+), {{[^{{}}]*<'{label}'>", self._call("GetLayout", "0", "int32 -1", "[]"))
        return until(f"{label} in the menu", found)[1]

    def choose(self, label):
        self._call("Event", self.entry(label), "clicked", "<0>", "0")

    def _call(self, method, *words):
        """What the tray's menu answers a panel."""
        name = f"org.kde.StatusNotifierItem-{self._world.running('tray')[0]}-1"
        return subprocess.run(
            as_user(self._world.family_user) + [
                "gdbus", "call", "--session", "--dest", name, "--object-path", "/MenuBar",
                "--method", f"com.canonical.dbusmenu.{method}", *words,
            ],
            env=self._world.desktop.env, cwd="/", stdout=subprocess.PIPE, text=True, check=True, timeout=15,
        ).stdout
