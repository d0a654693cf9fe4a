"""One association, one family's PC and one mediator on this machine: the real programs, in a folder that goes."""

import contextlib
import functools
import os
import pathlib
import shutil
import sqlite3
import tempfile

import keyboard
from cut_line import CutLine
from mediator import Mediator
from stage.association import Association, Console, FamilyPc, Server
from stage.desktop import Desktop
from stage.display import Display
from stage.family import Family
from stage.processes import Processes, descendants
from stage.sessions import Light
from stage.waiting import TooLong, until

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILT = pathlib.Path(os.environ.get("MT_BUILT", ROOT / "build/dev"))
WEB = ROOT / "console/web/dist"

VIEW, CONTROL = 1, 2
FOLLOW_UP_1 = 2


class World:
    """Parts are started by the test that needs them; `close()` ends and removes all of it."""

    def __init__(self, messages):
        self.messages = messages
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="maintendue-"))
        self.folder.chmod(0o711)
        self.processes = Processes(self.folder / "logs")
        self.family_user = "famille" if os.getuid() == 0 else None
        self.web = WEB
        if not (WEB / "index.html").exists():  # the pages have tests of their own
            self.web = self.folder / "web"
            self.web.mkdir()
            (self.web / "index.html").write_text("<!doctype html>")
        self.association = Association(self.folder, BUILT / "bin")
        self.server = Server(self.processes, self.folder, BUILT / "bin", self.association)
        self.machine = None
        self.display = self.desktop = self.family = self.tray = None
        self.pc_line = self.console_line = None  # to the relay, once they can be cut
        self.enrolment_port = None  # that consoles know
        self._baseline = {}

    @functools.cached_property
    def pc(self):
        return FamilyPc(self.processes, self.folder, BUILT)

    def start_server(self):
        self.server.start_relay()
        return self

    def enrol(self, token=None):
        """The PC gets its identity, unless the token says no."""
        token = token or self.association.workshop_token(self.folder / "token")
        enrolment, port = self.server.start_enrolment()
        try:
            self.machine = self.pc.enrol(self.association, token, port)
        finally:
            enrolment.stop()
        return self

    def start_desktop(self, session=Light()):
        """A display with a window manager, or a whole `session`, somebody logged in, no tray yet."""
        self.display = Display(self.processes, self.folder, self.family_user)
        self.desktop = Desktop(self.processes, self.folder, self.display, self.family_user, session=session)
        self.desktop.start()
        self.family = Family(self.display)
        return self

    def start_agent(self, question_seconds=None):
        words = ["--question-seconds", str(question_seconds)] if question_seconds else []
        self.pc.start_agent(self.pc_line.port if self.pc_line else self.server.port, words)
        return self

    def verify(self, operator="Nadia"):
        """She has made sure of the PC, which the relay has met."""
        home = self.association.home(operator)
        if not home.exists():
            self.association.add_operator(operator)
        self.association.verify(self.pc.identity(), operator)
        return self

    def leave_out_the_counter(self):
        """Whoever owns the server, whose relay is down, forgets what tells PCs of one key apart."""
        with contextlib.closing(sqlite3.connect(self.server.data("relay") / "relay.db")) as database:
            database.execute("DELETE FROM holders")
            database.commit()

    def start_tray(self):
        self.tray = self.desktop.run("tray", *self.pc.tray)
        return self

    def start_console(self, operator="Nadia", home=None, relay_port=None):
        """(console, passphrase) of hers, with no page open."""
        if home is None:
            home = self.association.home(operator)
            if not home.exists():
                self.association.add_operator(operator)
        knows = ("--enrolment", f"localhost:{self.enrolment_port}") if self.enrolment_port else ()
        started = Console(
            self.processes, BUILT, home, relay_port or self.server.port, self.web, f"console-{operator.lower()}", knows,
            self.server.clock,
        )
        return started, self.association.passphrases.get(operator.lower())

    def console(self, operator="Nadia", home=None, relay_port=None):
        """(page, passphrase) of a new console of hers, not signed in."""
        started, passphrase = self.start_console(operator, home, relay_port)
        page = Mediator(started.address, self.messages)
        page.process = started.process
        return page, passphrase

    def start_lines(self):
        """From now on PC and console reach the relay by lines that a test can cut."""
        self.pc_line, self.console_line = CutLine(self.server.port), CutLine(self.server.port)
        return self

    def mediator(self, operator="Nadia"):
        """Her page, signed in, with the relay at the other end."""
        page, passphrase = self.console(operator, relay_port=self.console_line and self.console_line.port)
        page.sign_in(passphrase)
        connected = self.value("maintendue.local.v1.Status", "relay", "RELAY_STATE_CONNECTED")
        until("the console reaches the relay", lambda: page.status().relay == connected)
        return page

    def whole(self, lines=False, verified=True, session=Light(), **agent):
        """Everything on, and the mediator signed in: returns her page. With `lines` that can be cut."""
        self.start_server().enrol()
        if lines:
            self.start_lines()
        self.start_desktop(session).start_agent(**agent).start_tray()
        page = self.mediator()
        self.sees_pc(page, online=True, desktop=True)
        if verified:
            self.verify()
        self.remember()
        return page

    def sees_pc(self, page, online, desktop=None, within=15):
        def right():
            machine = self.listed(page)
            return machine and machine.online == online and desktop in (None, machine.desktop_present)
        until(f"the list shows the PC {'on' if online else 'off'}", right, within)

    def listed(self, page):
        return next((m for m in page.machines() if m.machine_id == self.machine), None)

    def standing(self, page):
        """What her console says of the PC's key, as a word of the contract."""
        return self.word(page.standing(self.listed(page)), "state")

    def record(self, page, reason, within=15):
        """The newest record of the PC, once it is over, with its reason as a word of the contract."""
        record = until("the record is closed", lambda: (self._newest(page) or None), within)
        assert self.word(record, "end_reason") == f"END_REASON_{reason}"
        assert record.ended_ms >= record.opened_ms > 0
        assert (record.operator_name, record.call_kind) == ("Nadia", FOLLOW_UP_1)
        return record

    def _newest(self, page):
        records = page.history(self.machine)
        return records[0] if records and records[0].ended_ms else None

    def viewed(self, page, **options):
        """A session in which the family lets the screen be seen."""
        assistance = page.assist(self.machine, FOLLOW_UP_1, **options)
        assistance.phase("ASKING")
        self.family.says(True)
        assistance.phase("VIEWING")
        return assistance

    def controlled(self, page):
        """A session in which the family has lent its mouse and keyboard."""
        assistance = self.viewed(page)
        assistance.ask(CONTROL)
        assistance.phase("ASKING")
        self.family.says(True)
        assistance.phase("CONTROLLING")
        assistance.until("input passes", lambda state: not state.input_suspended)
        return assistance

    def second_pc(self):
        self.pc = self.another_pc("second-pc")

    def another_pc(self, name):
        """Beside the one the world is about."""
        return FamilyPc(self.processes, self.folder, BUILT, name)

    def busy_screen(self):
        """Covers the display with noise."""
        noise = self.desktop.home / "noise.png"
        self.display.run("convert", "-size", "1366x768", "xc:gray", "+noise", "Random", str(noise))
        self.desktop.run("noise", "display", "-window", "root", str(noise)).ended()

    def value(self, message, field, name):
        """The number of an enum's value, by the name of a field of that type."""
        enum = self.messages[message].DESCRIPTOR.fields_by_name[field].enum_type
        return enum.values_by_name[name].number

    @staticmethod
    def word(message, field):
        """The contract's word for a field that is an enum."""
        enum = message.DESCRIPTOR.fields_by_name[field].enum_type
        return enum.values_by_number[getattr(message, field)].name

    def remember(self):
        """Which descriptors each program holds while nothing goes on."""
        self._baseline = self._descriptors()

    def nothing_left(self):
        """After a session: no window, no screen program, no descriptor more than before, no key held down."""
        until("the session's own programs are gone", lambda: not self.running("dialog", "screen"), within=20)
        try:
            until("no descriptor is held any more", lambda: self._grown() == {}, within=15)
        except TooLong:
            raise AssertionError(f"descriptors are held: {self._grown()}") from None
        assert keyboard.pressed(self.display) == ([], 0)

    def running(self, *names):
        """Process ids of these programs of the PC."""
        return [
            pid for pid in descendants()
            if (command := _command(pid)) and command[0] in [f"maintendue-{name}" for name in names]
        ]

    def _descriptors(self):
        counts = {}
        for pid in self.running("agent", "tray", "relay", "console"):
            try:
                folder = pathlib.Path(f"/proc/{pid}/fd")
                counts[pid] = (_command(pid)[0], [str(one.readlink()) for one in folder.iterdir()])
            except OSError:
                continue
        return counts

    def _grown(self):
        return {
            name: (sorted(self._baseline[pid][1]), sorted(held))
            for pid, (name, held) in self._descriptors().items()
            if pid in self._baseline and len(held) > len(self._baseline[pid][1])
        }

    def close(self):
        self.processes.stop()
        for line in (self.pc_line, self.console_line):
            if line:
                line.close()
        left = descendants()
        shutil.rmtree(self.folder, ignore_errors=True)
        assert left == [], f"still there: {[_command(pid) for pid in left]}"


def _command(pid):
    try:
        words = pathlib.Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
    except OSError:
        return []
    return [pathlib.PurePath(words[0]).name, *words[1:]] if words and words[0] else []
