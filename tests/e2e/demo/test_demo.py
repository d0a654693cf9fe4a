"""The demo as somebody tries it: it tells what to do, the family says yes, Ctrl-C leaves nothing."""

import os
import pathlib
import re
import signal
import subprocess

import pytest
from mediator import Mediator, Refused
from stage.processes import Processes, descendants
from stage.waiting import until
from world import CONTROL, ROOT


@pytest.fixture
def demo(tmp_path):
    processes = Processes(tmp_path / "logs")
    env = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    demo = processes.start("demo", [ROOT / "deploy/demo", "--as-built", "--family", "accepts"], env=env)
    yield demo
    print(demo.log.read_text())
    processes.stop()


def test_the_family_accepts_and_ctrl_c_leaves_nothing(demo, messages):
    address = demo.said(r"(http://maintendue\.localhost:\d+/#t=\S+)", within=90)[1]
    passphrase = demo.said(r"sign in as Nadia with\s+(\S.*)")[1].strip()
    folder = pathlib.Path(demo.said(r"Logs: (\S+)")[1]).parent
    page = Mediator(address, messages)
    page.sign_in(passphrase)
    machine = until("the PC is on", lambda: _online(page))
    assistance = page.assist(machine)
    assistance.phase("VIEWING")
    assistance.ask(CONTROL)
    assistance.phase("CONTROLLING")

    os.kill(demo.pid, signal.SIGINT)
    assert demo.ended(within=30) == 0
    assert descendants() == []
    assert not folder.exists()


def test_help_needs_nothing():
    told = subprocess.run([ROOT / "deploy/demo", "--help"], capture_output=True, text=True, check=True)
    assert re.search(r"--family.*--check.*--screenshots", told.stdout, re.S)


def _online(page):
    try:
        return next((m.machine_id for m in page.machines() if m.online and m.desktop_present), None)
    except Refused:  # the relay is not reached yet
        return None
