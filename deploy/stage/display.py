"""A virtual display of its own, and what can be done to it from outside: look, point, type."""

import os
import pathlib
import secrets
import shutil
import struct
import subprocess

from stage.processes import as_user
from stage.waiting import TooLong

SIZE = "1366x768"


class Display:
    """An X server that only its owner may use. Xephyr when the one who runs us has a display, else Xvfb."""

    def __init__(self, processes, folder, user, nested=False):
        self.user = user
        self.authority = folder / "display.authority"
        _write_cookie(self.authority, user)
        sockets = pathlib.Path("/tmp/.X11-unix")
        if not sockets.exists():
            sockets.mkdir()
            sockets.chmod(0o1777)
        told, tells = os.pipe()
        if nested:
            # The window is on the display of whoever runs us, so it is theirs.
            command = ["Xephyr", "-screen", SIZE, "-title", "Le PC de la famille", "-resizeable"]
            owner, env = None, dict(os.environ)
        else:
            command = ["Xvfb", "-screen", "0", f"{SIZE}x24"]
            owner, env = user, {"PATH": os.environ["PATH"]}
        command += ["-displayfd", str(tells), "-nolisten", "tcp", "-noreset", "-auth", str(self.authority)]
        self.server = processes.start("display", command, user=owner, env=env, pass_fds=(tells,))
        os.close(tells)
        with os.fdopen(told) as number:
            answer = number.readline().strip()
        if not answer:
            raise TooLong(f"The virtual display did not start; see {self.server.log}")
        self.name = f":{answer}"

    @property
    def env(self):
        return {"DISPLAY": self.name, "XAUTHORITY": str(self.authority), "PATH": os.environ["PATH"],
                "LC_ALL": "fr_FR.UTF-8", "LANG": "fr_FR.UTF-8"}

    def run(self, *command, give=None, within=15):
        """What a command on this display printed, as the family's user. Raises when it fails."""
        done = subprocess.run(
            as_user(self.user) + list(command), env=self.env, cwd="/", input=give, timeout=within,
            capture_output=True, check=True,
        )
        return done.stdout

    def layout(self, layout, variant=""):
        self.run("setxkbmap", "-model", "pc105", "-layout", layout, "-variant", variant)

    def click(self, x, y):
        """A real click of the family's own pointer."""
        self.run("xdotool", "mousemove", str(x), str(y), "click", "1")

    def keys(self, *names):
        self.run("xdotool", "key", "--clearmodifiers", *names)

    def windows(self, named, by="--class"):
        """Ids of the windows of that class, or `by="--classname"` of that very name, that can be seen, lowest first."""
        while True:
            try:
                found = self.run("xdotool", "search", "--onlyvisible", by, named)
                return [int(line) for line in found.split()]
            except subprocess.CalledProcessError as failed:
                if b"X Error" not in failed.stderr:  # some window went away while it looked: it looks again
                    return []

    def place(self, window):
        """(x, y, width, height) on the display, or None when the window is gone."""
        try:
            told = self.run("xdotool", "getwindowgeometry", "--shell", str(window)).decode()
        except subprocess.CalledProcessError:
            return None
        values = dict(line.split("=", 1) for line in told.splitlines() if "=" in line)
        return tuple(int(values[key]) for key in ("X", "Y", "WIDTH", "HEIGHT"))

    def title(self, window):
        try:
            return self.run("xdotool", "getwindowname", str(window)).decode().strip()
        except subprocess.CalledProcessError:
            return ""

    def pixels(self):
        """A function from (x, y) to the (r, g, b) that is shown there now."""
        width, height = map(int, SIZE.split("x"))
        data = self.run("import", "-window", "root", "-depth", "8", "rgb:-")
        assert len(data) == width * height * 3, f"the display is not {SIZE}"
        return lambda x, y: tuple(data[(y * width + x) * 3:(y * width + x) * 3 + 3])

    def picture(self):
        """The whole display as a PNG."""
        return self.run("import", "-window", "root", "png:-")


def _write_cookie(path, user):
    # One entry for any address and any display number: the file is made before the number is known.
    name, cookie = b"MIT-MAGIC-COOKIE-1", secrets.token_bytes(16)
    entry = struct.pack(">HHH", 0xFFFF, 0, 0)
    for part in (name, cookie):
        entry += struct.pack(">H", len(part)) + part
    path.touch(mode=0o600)
    path.write_bytes(entry)
    if user and os.getuid() == 0:
        shutil.chown(path, user)
