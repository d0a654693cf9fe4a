"""A throw-away association: its keys, its server, a family's PC, a mediator's console."""

import os
import secrets
import shutil
import signal
import subprocess

from stage.processes import as_user, on_host

NAME = "La Maison Numérique"
WORDS = (
    "abricot balcon canard dentelle escalier fougère girafe hirondelle igloo jonquille kiwi lanterne moulin "
    "noisette orage pinceau quartier rivière sapin tambour usine violon wagon yaourt zinc ardoise bouquet "
    "cerise domino étoile farine grenier"
).split()


def passphrase():
    return " ".join(secrets.SystemRandom().sample(WORDS, 4))


class Association:
    """Made once, in a folder of its own. Operators are added by name; each has her own passphrase."""

    def __init__(self, folder, programs, name="association", relay_host="localhost"):
        self.folder = folder / name
        self._programs = programs
        self._secrets = folder / f"{name}-passphrases"
        self._secrets.mkdir(mode=0o700)
        self.passphrases = {}
        self.relay = None  # HOST:PORT once it runs
        self._relay_host = relay_host
        self._console(
            "org", "init", "--dir", self.folder, "--name", NAME, "--relay", relay_host, "--admin", "Camille",
            "--root-passphrase-file", self._passphrase_file("root"),
            "--passphrase-file", self._passphrase_file("camille"),
            "--recovery-passphrase-file", self._passphrase_file("recovery"),
        )

    def add_operator(self, name, role="mediator", clock=()):
        """Returns her folder, her `home`. `clock` are words that make the command run at another time."""
        self._roster(
            "add", "--name", name, "--role", role, "--to", self.home(name),
            "--new-passphrase-file", self._passphrase_file(name.lower()), clock=clock,
        )
        return self.home(name)

    def remove_operator(self, name):
        self._roster("remove", "--name", name)

    def revoke_machine(self, machine):
        self._roster("revoke-machine", "--machine", machine, "--yes")

    def name_deputy(self, name):
        self._roster("set-deputy", "--name", name)

    def set_phone(self, phone):
        self._roster("set-phone", "--phone", phone)

    def set_hours(self, open_hours):
        self._roster("set-hours", "--open", open_hours)

    def set_photo(self, name, file):
        """Hers from now on: in the roster by its hash, and in her folder."""
        handed = self._secrets / f"{name.lower()}.jpg"
        self._roster("set-photo", "--name", name, "--file", file, "--to", handed)
        if handed.exists():  # the administrator's own lies in its place already
            shutil.move(handed, self.home(name) / "photo.jpg")

    def replace_root(self, clock=()):
        """What stood under the root that was lies in a folder beside, which is returned."""
        before, anew = self.folder.with_name("before"), self.folder.with_name("anew")
        self._console(
            "org", "replace-root", "--dir", self.folder, "--roster", self.home("Camille") / "roster",
            "--admin", "Camille", "--relay", self._relay_host, "--to", anew,
            "--root-passphrase-file", self._passphrase_file("root"),
            "--new-root-passphrase-file", self._passphrase_file("root"),
            "--passphrase-file", self._passphrase_file("camille"),
            "--recovery-passphrase-file", self._passphrase_file("recovery"), clock=clock,
        )
        shutil.rmtree(before, ignore_errors=True)
        shutil.copytree(self.folder, before)
        for place in ("relay", "enrolment", "workshop", "operators/camille"):
            shutil.rmtree(self.folder / place)
        shutil.copytree(anew, self.folder, dirs_exist_ok=True)
        shutil.rmtree(anew)
        return before

    def extend(self, name, clock=()):
        """By her own word, as the deputy."""
        self._console(
            "roster", "extend", "--home", self.home(name), "--relay", self.relay,
            "--passphrase-file", self._passphrase_file(name.lower()), clock=clock,
        )

    def _roster(self, command, *words, clock=()):
        """By Camille. Before the relay runs, its folder takes the roster along; afterwards it is told."""
        told = ("--relay", self.relay) if self.relay else ()
        self._console(
            "roster", command, "--home", self.home("Camille"), *words,
            "--passphrase-file", self._passphrase_file("camille"), *told, clock=clock,
        )
        if not self.relay:
            shutil.copy(self.home("Camille") / "roster", self.folder / "relay/roster")

    def home(self, name):
        return self.folder / "operators" / name.lower()

    def verify(self, text, name="Nadia"):
        """`text` is what a PC says of itself; that person signs that it is this PC. The relay has met it."""
        self._console(
            "machine", "verify", "--home", self.home(name), "--relay", self.relay, "--text", text,
            "--how", "workshop", "--passphrase-file", self._passphrase_file(name.lower()),
        )

    def workshop_token(self, out, uses=5, hours=8, clock=()):
        self._console(
            "org", "workshop-token", "--home", self.home("Camille"), "--uses", uses, "--hours", hours, "--out", out,
            "--passphrase-file", self._passphrase_file("camille"), clock=clock,
        )
        return out

    def _console(self, *words, clock=()):
        command = [*clock, str(self._programs / "maintendue-console"), *map(str, words)]
        done = subprocess.run(as_user(None) + command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(map(str, words[:2]))} failed: {done.stderr.strip()[-600:]}")

    def _passphrase_file(self, who):
        path = self._secrets / who
        if who not in self.passphrases:
            self.passphrases[who] = passphrase()
            path.touch(mode=0o600)
            path.write_text(self.passphrases[who] + "\n", encoding="utf-8")
        return path


class Server:
    """The association's server: the relay, and the enrolment process while PCs are being enrolled."""

    def __init__(self, processes, folder, programs, association):
        self._processes, self._programs, self._association = processes, programs, association
        self._data = folder / "server"
        self._data.mkdir(mode=0o700)
        self.port = 0
        self.relay = None
        self.clock = ()  # words that make its processes run at another time

    def start_relay(self):
        """At any port first, at the same one ever after."""
        self.relay = self._start("relay", self.port)
        self.port = int(self.relay.said(r"READY port=(\d+)")[1])
        self._association.relay = f"localhost:{self.port}"
        return self.relay

    def start_enrolment(self):
        process = self._start("enrolment", 0)
        return process, int(process.said(r"READY port=(\d+)")[1])

    def data(self, role):
        """The folder in which that process keeps what it must not forget."""
        return self._data / role

    def _start(self, role, port):
        data = self.data(role)
        data.mkdir(mode=0o700, exist_ok=True)
        return self._processes.start(role, [
            *self.clock, self._programs / f"maintendue-{role}", "--keys", self._association.folder / role,
            "--data", data, "--listen", f"127.0.0.1:{port}",
        ])


class FamilyPc:
    """What the package puts on a family's PC: programs that every user may start, a state that one may read."""

    USER, HOST = "maintendue", "pc-famille-07"

    def __init__(self, processes, folder, built, name="family-pc"):
        self._processes = processes
        self._name = "agent" if name == "family-pc" else f"agent-of-{name}"
        self.folder = folder / name
        self.folder.mkdir(mode=0o755)
        self.bin = self.folder / "bin"
        self.bin.mkdir(mode=0o755)
        for program in ("agent", "tray", "dialog", "screen"):
            shutil.copy(built / "bin" / f"maintendue-{program}", self.bin)
        shutil.copytree(built / "share", self.folder / "share")
        self.user = self.USER if os.getuid() == 0 else None
        self.clock = ()  # words that make the agent run at another time
        self.monitor = ()  # words that make it believe another's word about who sits at the monitor
        self.state = self._own_folder("state", 0o700)
        self.socket = self._own_folder("run", 0o755) / "agent.socket"
        self.agent = None

    def enrol(self, association, token, port, further=()):
        """Returns the machine's id."""
        return self._birth("enrol", association, token, port, further).split()[-1]

    def prepare_image(self, association, token, enrolment_port):
        """What the workshop runs before it takes the image; returns what it was told."""
        return self._birth("prepare-image", association, token, enrolment_port, ("--relay", association.relay))

    def _birth(self, command, association, token, port, further):
        for source in (association.folder / "workshop/root.crt", association.folder / "workshop/roster", token):
            shutil.copy(source, self.folder / source.name)
            (self.folder / source.name).chmod(0o644)
        done = subprocess.run(
            on_host(self.HOST) + as_user(self.user) + [
                *self.clock, str(self.bin / "maintendue-agent"), command, "--state", str(self.state),
                "--root", str(self.folder / "root.crt"), "--roster", str(self.folder / "roster"), "--token", str(self.folder / token.name),
                "--server", f"localhost:{port}", *further,
            ],
            capture_output=True, text=True, stdin=subprocess.DEVNULL, cwd="/", timeout=60,
        )
        (self.folder / token.name).unlink()
        if done.returncode != 0:
            raise RuntimeError(f"{command} failed: {done.stderr.strip()[-600:]}")
        return done.stdout

    def copy_disk_of(self, other):
        """What the agent of the other PC keeps, byte for byte."""
        shutil.rmtree(self.state)
        shutil.copytree(other.state, self.state)
        for path in (self.state, *self.state.rglob("*")):
            if self.user:
                shutil.chown(path, self.user)

    def show_code(self, association, code, port, further=()):
        """The agent on its way to an identity by a code; it ends with it."""
        for source in (association.folder / "workshop/root.crt", association.folder / "workshop/roster"):
            shutil.copy(source, self.folder / source.name)
            (self.folder / source.name).chmod(0o644)
        return self._processes.start(f"{self._name}-enrol", [
            self.bin / "maintendue-agent", "enrol", "--state", self.state, "--root", self.folder / "root.crt",
            "--roster", self.folder / "roster", "--code", code, "--server", f"localhost:{port}", *further,
        ], user=self.user, host=self.HOST)

    def boot(self):
        """The agent as a prepared image starts it: it knows its servers. Not waited for."""
        self.agent = self._processes.start(self._name, [
            *self.clock, self.bin / "maintendue-agent", "run", "--state", self.state, "--socket", self.socket,
        ], user=self.user, host=self.HOST)
        return self.agent

    def identity(self):
        """What it says of itself to whoever stands before it."""
        told = subprocess.run(
            as_user(self.user) + [str(self.bin / "maintendue-agent"), "identity", "--state", str(self.state)],
            capture_output=True, text=True, stdin=subprocess.DEVNULL, cwd="/", timeout=60, check=True,
        )
        return told.stdout.strip()

    def start_agent(self, relay_port, further=()):
        """`further` are options that only a test has use for."""
        self.agent = self._processes.start(self._name, [
            *self.clock, self.bin / "maintendue-agent", "run", "--state", self.state,
            "--relay", f"localhost:{relay_port}", "--socket", self.socket, *further,
        ], user=self.user, host=self.HOST, under=self.monitor)
        self.agent.said(r"READY")
        return self.agent

    @property
    def tray(self):
        return [self.bin / "maintendue-tray", "--socket", self.socket]

    def _own_folder(self, name, mode):
        place = self.folder / name
        place.mkdir(mode=mode)
        if self.user:
            shutil.chown(place, self.user)
        return place


class Console:
    """A mediator's console; `address` is good for one browser."""

    def __init__(self, processes, built, home, relay_port, web, name="console", further=(), clock=()):
        self.process = processes.start(name, [
            *clock, built / "bin/maintendue-console", "serve", "--home", home, "--relay", f"localhost:{relay_port}",
            "--port", "0", "--web", web, *further,
        ])
        self.address = self._printed_address()

    def new_address(self):
        """Good for one more page; the one before it, if nobody opened it, is void."""
        os.kill(self.process.pid, signal.SIGUSR1)
        return self._printed_address()

    def _printed_address(self):
        return self.process.said(r"READY url=(\S+)")[1]
