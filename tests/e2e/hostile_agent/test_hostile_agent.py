"""A PC of the association that says what it likes, through the real relay and console, into a real browser."""

import re
import struct
import subprocess
from types import SimpleNamespace

import sayings
from exports import exported, verified
from mediator import Mediator
from stage.story import play
from stage.waiting import until
from world import BUILT, ROOT

PAGES = ROOT / "tests/browser/hostile_pc.mjs"
LONGEST = 64
# What a log has besides its events: READY.
LINE = re.compile(
    r"READY \S+|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z maintendue-\w+ (debug|info|warning|error) \[[a-z0-9.]+\] \S.*"
)
# Controls, what is not seen, what turns the direction of writing.
TRICKS = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]")


class HostilePc:
    """One PC of the world's, and what it says next."""

    def __init__(self, world):
        self._world, self._process = world, None
        self.waiting = []  # what PCs that wait to be let in call themselves begins so, and their six digits
        self.inside = sayings.inside(world.messages)

    def says(self, hello, inside=((), ())):
        """Whether the relay welcomed it."""
        self.leaves()
        files = []
        spoken = ([(0, hello)], *inside, sayings.log(self._world.messages))
        for name, said in zip(("hello", "greeting", "answer", "log"), spoken):
            files.append(self._world.folder / name)
            files[-1].write_bytes(sayings.sayings(*said))
            files[-1].chmod(0o644)
        # As root, who may read the PC's key: this is no program of ours.
        self._process = self._world.processes.start("hostile-pc", [
            BUILT / "tests/hostile_pc", self._world.pc.state, f"localhost:{self._world.server.port}", *files,
        ])
        return self._process.said("^(READY|REFUSED)")[1] == "READY"

    def leaves(self):
        if self._process:
            self._process.stop()
            self._world.processes.forget(self._process)
            self._process = None

    def act(self, verb, *words):
        """What the story in the browser asks for."""
        acts = {
            "texts": lambda: list(sayings.TEXTS),
            "insides": lambda: [[name, phase] for name, (_, phase) in self.inside.items()],
            "says": lambda number: self.says(sayings.hello(sayings.text(number).encode())),
            "is": lambda number: self.says(
                sayings.hello(sayings.text(0).encode()), list(self.inside.values())[number][0]
            ),
            "waiting": lambda: self.waiting,
        }
        try:
            return {"ok": acts[verb](*words)}
        except Exception as trouble:  # told to the story, which fails with it
            return {"error": f"the PC could not '{verb}': {trouble}"}


def joined(world, page):
    """One PC for each text shows a code of hers; [how its name begins, its six digits]."""
    words = []
    for number in range(len(sayings.TEXTS)):
        code = page.console_call("OfferCode", "OfferCodeResponse").enrolment_code
        words += [code.encode(), sayings.text(number).encode()]
    names = world.folder / "names"
    names.write_bytes(b"".join(struct.pack(">I", len(word)) + word for word in words))
    done = subprocess.run(
        [BUILT / "tests/hostile_joiner", world.association.folder / "workshop/root.crt",
         f"localhost:{world.enrolment_port}", names],
        check=True, capture_output=True, text=True, timeout=60,
    ).stdout.splitlines()
    assert len(done) == len(sayings.TEXTS) and all(re.fullmatch(r"\d{3} \d{3}", one) for one in done), done
    return [[sayings.MARK.format(number), digits] for number, digits in enumerate(done)]


def test_the_page_shows_what_it_says_and_does_none_of_it(world):
    world.start_server().enrol()
    world.enrolment, world.enrolment_port = world.server.start_enrolment()
    console, passphrase = world.start_console()
    stage = SimpleNamespace(
        console=console, passphrase=passphrase, machine=world.machine, processes=world.processes
    )
    pc = HostilePc(world)
    assert pc.says(sayings.hello(sayings.text(0).encode()))
    world.verify()
    page = Mediator(console.address, world.messages)
    page.sign_in(passphrase)
    pc.waiting = joined(world, page)
    console.address = console.new_address()
    assert play(stage, world.folder, PAGES, pc) == 0
    logs_are_lines(world)
    a_terminal_shows_none_of_it(world, sessions=len(pc.inside))


def test_the_relay_keeps_little_of_it_and_that_cleaned(world):
    page = world.start_server().enrol().mediator()
    pc = HostilePc(world)
    for number, name in enumerate(sayings.TEXTS):
        assert pc.says(sayings.hello(sayings.text(number).encode())), name
        machine = until(name, lambda: marked(world.listed(page), number))
        for kept in (machine.hostname, machine.operating_system, machine.agent_version):
            assert len(kept) <= LONGEST and not TRICKS.search(kept), name
        assert "<" not in sayings.text(number) or "<" in machine.hostname, "a text is kept, not guessed at"
    logs_are_lines(world)


def test_what_is_too_long_or_no_text_is_not_let_in(world):
    page = world.start_server().enrol().mediator()
    pc = HostilePc(world)
    for name, size in sayings.TOO_LONG.items():
        assert not pc.says(sayings.hello(b"<" * size)), name
    for bad in sayings.NOT_UTF8:
        assert not pc.says(sayings.hello(bad)), bad
    assert not pc.says(b"\xff" * 100)
    assert not pc.says(sayings.field(2, b"\x08\x01\x20\xe7\x07")), "news before hello"
    assert world.listed(page) is None, "none of it is remembered"
    # And the relay is there for everybody else.
    pc.leaves()
    world.start_agent()
    world.sees_pc(page, online=True)
    logs_are_lines(world)


def a_terminal_shows_none_of_it(world, sessions):
    file = exported(world, "export")
    assert file.read_bytes().count(f"{sayings.LOGGED} {sayings.TEXTS['a terminal']}".encode()) >= 2 * sessions
    _, said = verified(world, file)
    assert "Session" in said and sayings.LOGGED not in said and "owned" not in said and not TRICKS.search(said), said


def marked(machine, number):
    begins = sayings.MARK.format(number)
    return machine if machine and machine.online and machine.hostname.startswith(begins) else None


def logs_are_lines(world):
    for name in ("relay", "console-nadia"):
        text = (world.processes.logs / f"{name}.log").read_bytes().decode()
        lines = [line for line in text.split("\n") if line]
        assert lines
        assert [line for line in lines if not LINE.fullmatch(line) or TRICKS.search(line)] == []
        assert "forged" not in text and "owned" not in text
        assert 'reason=""' not in text, "a word that is not in the contract was taken for one"
