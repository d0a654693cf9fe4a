#!/usr/bin/python3
"""From a key pressed in the mediator's browser to the changed pixel in it, ours beside a peer of Debian's.

    tests/bench/browser_latency.py [--keys 100] [--rounds 2]

Ours is the whole way: page, console, relay, agent, screen program. The peer is x11vnc, websockify and noVNC as
Debian packages them, without a relay and without any encryption. Both in the same Chromium, on the same French
Xfce desktop, one after the other, in turns; a window there turns black or white at each key. As root, after
`deploy/demo` or `tests/run` has set the machine up; programs from build/dev or MT_BUILT.
"""

import argparse
import os
import pathlib
import re
import shutil
import socket
import sys
import tempfile

REPO = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPO / "deploy"))

from stage.demo import BUILT, Stage  # noqa: E402
from stage.processes import Processes  # noqa: E402
from stage.story import Acting, play  # noqa: E402
from stage.waiting import until  # noqa: E402

SCRIPT = pathlib.Path(__file__).with_suffix(".mjs")


class Bench(Acting):
    """A family with an echoing window, whose screen a peer can serve as well."""

    def __init__(self, stage):
        super().__init__(stage)
        self._stage, self._echo, self._peer = stage, None, []

    def acts(self):
        return super().acts() | {"echo": self._echoes, "peer": self._serve, "no peer": self._stop_serving}

    def _start(self, name, *command):
        """As the family: the X server shares its memory with nobody else."""
        display = self._stage.display
        return self._stage.processes.start(name, command, user=display.user, env=display.env)

    def _end(self, process):
        self._stage.processes.forget(process)
        process.stop()

    def _echoes(self):
        """A new window has the keyboard, whatever had it before."""
        if self._echo:
            self._end(self._echo)
        self._echo = self._start("echo", BUILT / "bench/echo_window")
        self._echo.said("READY")

    def _serve(self):
        """The address of the peer's page."""
        rfb, web = free_port(), free_port()
        self._peer = [
            self._start("x11vnc", "x11vnc", "-display", self._stage.display.name, "-rfbport", rfb, "-localhost",
                        "-shared", "-forever", "-nopw", "-quiet", "-noipv6"),
            self._start("websockify", "websockify", "--web", "/usr/share/novnc", f"127.0.0.1:{web}", f"127.0.0.1:{rfb}"),
        ]
        until("x11vnc and websockify", lambda: listens(rfb) and listens(web))
        return f"http://127.0.0.1:{web}/vnc_lite.html?host=127.0.0.1&port={web}"

    def _stop_serving(self):
        for process in self._peer:
            self._end(process)
        self._peer = []


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def listens(port):
    """Without connecting: x11vnc would take that for a viewer."""
    table = pathlib.Path("/proc/net/tcp").read_text()
    return re.search(rf"^ *\d+: \S+:{port:04X} \S+ 0A ", table, re.M) is not None


def main():
    wanted = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    wanted.add_argument("--keys", type=int, default=100)
    wanted.add_argument("--rounds", type=int, default=2)
    options = wanted.parse_args()
    os.environ["MT_BENCH"] = f"{options.keys} {options.rounds}"
    folder = pathlib.Path(tempfile.mkdtemp(prefix="mt-bench-"))
    folder.chmod(0o711)
    processes = Processes(folder / "logs")
    try:
        stage = Stage(folder, processes)
        return play(stage, folder, SCRIPT, Bench(stage))
    finally:
        processes.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
