#!/usr/bin/python3
"""From a picture pressed on the family's display to the line in the mediator's page, everything between for real.

    tests/bench/help_press.py [--presses 30]

As root, after `deploy/demo` or `tests/run` has set the machine up; programs from build/dev or MT_BUILT. The window with the
pictures stands on a French Xfce desktop, the page in Chromium; every press is about another picture, so that the request's line in
the page changes. Presses are further apart than the second that the relay leaves between two words of one PC.
"""

import argparse
import os
import pathlib
import shutil
import sys
import tempfile
import time

REPO = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPO / "deploy"))

from stage.demo import Stage  # noqa: E402
from stage.processes import Processes  # noqa: E402
from stage.story import Acting, play  # noqa: E402
from stage.waiting import until  # noqa: E402

SCRIPT = pathlib.Path(__file__).with_suffix(".mjs")


class Pressing(Acting):
    """A family before the window with the pictures."""

    def __init__(self, stage):
        super().__init__(stage)
        self._stage = stage

    def acts(self):
        return super().acts() | {"window": self._open, "press": self._press}

    def _open(self):
        """By what the icon on the desktop starts."""
        display = self._stage.display
        self._stage.processes.start("help-wanted", [*self._stage.pc.tray, "--help-wanted"], user=display.user, env=display.env)
        until("the window with the pictures", self._family.asked)

    def _press(self, topic):
        """The moment at which the key goes down, in milliseconds since 1970."""
        pressed = time.time() * 1000
        self._stage.display.keys(str(topic))
        return pressed


def main():
    wanted = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    wanted.add_argument("--presses", type=int, default=30)
    os.environ["MT_BENCH"] = str(wanted.parse_args().presses)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="mt-bench-"))
    folder.chmod(0o711)
    processes = Processes(folder / "logs")
    try:
        stage = Stage(folder, processes)
        return play(stage, folder, SCRIPT, Pressing(stage))
    finally:
        processes.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
