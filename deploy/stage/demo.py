"""deploy/demo: See and help, from the mediator's page to a family's French desktop, through the relay.

Leaves everything running until Ctrl-C, which ends and removes all of it.
"""

import argparse
import os
import pathlib
import select
import shutil
import signal
import subprocess
import sys
import tempfile

from stage.association import Association, Console, FamilyPc, Server
from stage.desktop import Desktop
from stage.display import Display
from stage.family import Agreeing
from stage.processes import Processes
from stage.story import play
from stage.waiting import TooLong

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILT = pathlib.Path(os.environ.get("MT_BUILT", ROOT / "build/dev"))
WEB = ROOT / "console/web/dist"


def main():
    options = arguments()
    if not (BUILT / "bin/maintendue-console").exists():
        print("error: Nothing is built yet: start deploy/demo without --as-built.", file=sys.stderr)
        return 1
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):  # the last may have come to us ignored
        signal.signal(number, _as_ctrl_c)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="main-tendue-"))
    folder.chmod(0o711)
    processes = Processes(folder / "logs")
    try:
        stage = Stage(folder, processes, nested=bool(os.environ.get("DISPLAY")) and not options.check)
        if options.check:
            return play(stage, pictures_folder(options.screenshots))
        agreeing = Agreeing(stage.display) if options.family == "accepts" else None
        tell(stage, agreeing)
        open_address(stage.console.address)
        stay(stage)
        return 0
    except KeyboardInterrupt:
        return 0
    except (TooLong, RuntimeError, OSError, subprocess.SubprocessError) as trouble:
        print(f"error: {trouble}\n{processes.last_words()}", file=sys.stderr)
        return 1
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the end is not interrupted
        print("Everything is being stopped.", flush=True)
        processes.stop()
        shutil.rmtree(folder, ignore_errors=True)


def arguments():
    parser = argparse.ArgumentParser(prog="deploy/demo", description=__doc__.split("\n\n")[0])
    parser.add_argument("--family", choices=["accepts"],
                        help="a family that says yes, by clicking its window through its own X server")
    parser.add_argument("--check", action="store_true",
                        help="plays the whole story without anybody, in headless Chromium; exits 0 or 1")
    parser.add_argument("--screenshots", metavar="DIR", help="where --check leaves its pictures")
    parser.add_argument("--as-built", action="store_true", help="no set-up, no build: take what is there")
    return parser.parse_args()


class Stage:
    """Everything of the demo, started in its order."""

    def __init__(self, folder, processes, nested=False):
        self.folder, self.processes = folder, processes
        family_user = "famille" if os.getuid() == 0 else None
        if family_user is None:
            print("Not root: the family's desktop and the agent run as you, not as users of their own.")
        step("A new association, its mediator Nadia, a token of its workshop")
        self.association = Association(folder, BUILT / "bin")
        self.home = self.association.add_operator("Nadia")
        self.association.set_phone("02 99 00 00 00")
        self.association.set_hours("mo-fr 9:00-12:00 14:00-17:00")
        token = self.association.workshop_token(folder / "token")
        step("The association's server")
        self.server = Server(processes, folder, BUILT / "bin", self.association)
        self.server.start_relay()
        step("A PC for a family: enrolled, switched on, verified by Nadia, with a French desktop")
        self.pc = pc = FamilyPc(processes, folder, BUILT)
        enrolment, port = self.server.start_enrolment()
        self.machine = pc.enrol(self.association, token, port)
        enrolment.stop()  # its port is open only while PCs are enrolled
        processes.forget(enrolment)
        pc.start_agent(self.server.port).said("attached to the relay")
        self.association.verify(pc.identity())
        self.display = Display(processes, folder, family_user, nested)
        self.desktop = Desktop(processes, folder, self.display, family_user)
        self.desktop.start(tray=pc.tray)
        self.letter = self.desktop.open_letter()
        step("Nadia's console")
        self.console = Console(processes, BUILT, self.home, self.server.port, WEB)
        self.nested = nested

    @property
    def passphrase(self):
        return self.association.passphrases["nadia"]


def tell(stage, agreeing):
    if stage.nested:
        family = "The family's PC is the window « Le PC de la famille »: answer there, with *Oui*."
    elif agreeing:
        family = f"The family's PC is on the display {stage.display.name}, which has no window here. It says yes by itself."
    else:
        family = (f"The family's PC is on the display {stage.display.name}, which has no window here, so nobody can answer "
                  "there.\n     Start again as: deploy/demo --family accepts")
    print(f"""
  1. Open     {stage.console.address}
     and sign in as Nadia with     {stage.passphrase}
     (An address opens one page. Return, here, prints another.)
  2. Pick the PC, the call *Suivi 1*, and press *Commencer*.
  3. {family}
  4. Ask for the mouse, write into the editor; the yellow strip on the PC takes the mouse back, or stops.

  Ctrl-C ends all of it. Logs: {stage.processes.logs}
""", flush=True)


def open_address(address):
    opener = shutil.which("xdg-open")
    if opener and os.environ.get("DISPLAY") and os.getuid() != 0:
        subprocess.Popen([opener, address], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def stay(stage):
    """Until Ctrl-C, or until a program that should not end does. Return prints another address."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    while True:
        signal.sigtimedwait({signal.SIGCHLD}, 1)
        if sys.stdin.isatty() and select.select([sys.stdin], [], [], 0)[0] and sys.stdin.readline():
            print(f"  Open     {stage.console.new_address()}", flush=True)
        if gone := stage.processes.gone():
            raise RuntimeError(f"{' and '.join(gone)} ended by itself")


def pictures_folder(wanted):
    folder = pathlib.Path(wanted).resolve() if wanted else pathlib.Path(tempfile.mkdtemp(prefix="main-tendue-pictures-"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def step(sentence):
    print(f"== {sentence}", flush=True)


def _as_ctrl_c(*_):
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
