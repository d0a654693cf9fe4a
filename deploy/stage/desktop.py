"""The family's session on its PC: French, AZERTY, with something to do in it."""

import getpass
import os
import shutil

from stage.sessions import Xfce
from stage.waiting import until

AUTOSTART = """[Desktop Entry]
Type=Application
Name=Main Tendue
Exec={command}
"""

LAUNCHER = """[Desktop Entry]
Type=Application
Version=1.0
Name={name}
Exec={command}
Icon={icon}
Terminal=false
"""


class Desktop:
    """Home and session of the family on a display. `session` is one of stage.sessions."""

    def __init__(self, processes, folder, display, user, language="fr_FR.UTF-8", session=Xfce()):
        self._session = session
        self._processes, self._display, self._user = processes, display, user
        self.home = folder / "family"
        self.runtime = folder / "family-runtime"
        for place in (self.home, self.runtime):
            place.mkdir(mode=0o700)
        name = user or getpass.getuser()
        self.env = dict(display.env) | {
            "HOME": str(self.home), "USER": name, "LOGNAME": name, "SHELL": "/bin/bash",
            "XDG_RUNTIME_DIR": str(self.runtime), "XDG_CURRENT_DESKTOP": session.name, "XDG_SESSION_TYPE": "x11",
            "XDG_CONFIG_DIRS": "/etc/xdg", "TMPDIR": str(self.runtime), "LC_ALL": language, "LANG": language, "GTK_A11Y": "none",
        }

    def start(self, tray=()):
        """The session, with `tray` started in it as the package would. Returns once it can be seen."""
        self._furnish(tray)
        self._give_to_family()
        self._display.layout("fr", "oss")
        bus = self._processes.start(
            "family-bus",
            ["dbus-daemon", "--session", "--nofork", "--print-address=1", f"--address=unix:path={self.runtime}/bus"],
            user=self._user, env=self.env,
        )
        self.env["DBUS_SESSION_BUS_ADDRESS"] = bus.said(r"^(\S+)")[1]
        self._session.start(self, tray)
        until("the family's desktop", lambda: self._managed() and self._session.shown(self._display), within=60)

    def run(self, name, *command):
        """A program in the family's session."""
        return self._processes.start(name, command, user=self._user, env=self.env, cwd=self.home)

    def open_letter(self):
        """Opens the editor on an empty letter and returns its path."""
        letter = self.home / "lettre.txt"
        letter.write_text("")
        self._give_to_family()
        self._processes.forget(self.run("editor", "mousepad", "--disable-server", str(letter)))
        until("the editor", lambda: self._display.windows("mousepad"))
        return letter

    def _furnish(self, tray):
        autostart = self.home / ".config/autostart"
        autostart.mkdir(parents=True)
        if tray:
            command = " ".join(str(part) for part in tray)
            (autostart / "maintendue-tray.desktop").write_text(AUTOSTART.format(command=command))
        self._session.furnish(self.home)
        desk = self.home / "Desktop"
        desk.mkdir()
        if tray:
            self._offer_help(tray, desk)
        # Chromium's own sandbox needs namespaces that not every container lends to a user.
        browser = f"chromium --no-first-run --no-default-browser-check --no-sandbox --user-data-dir={self.home}/browser"
        for file, name, command, icon in (
            ("editeur", "Éditeur de texte", "mousepad", "org.xfce.mousepad"),
            ("internet", "Internet", f"{browser} about:blank", "chromium"),
        ):
            launcher = desk / f"{file}.desktop"
            launcher.write_text(LAUNCHER.format(name=name, command=command, icon=icon))
            launcher.chmod(0o755)

    def _offer_help(self, tray, desk):
        """What installer/agent/maintendue-help.desktop is on a real PC: on the desktop and in the menu."""
        icon = tray[0].parent.parent / "share/icons/hicolor/128x128/apps/maintendue-help.png"
        command = " ".join(str(part) for part in [*tray, "--help-wanted"])
        menu = self.home / ".local/share/applications"
        menu.mkdir(parents=True)
        for place in (desk, menu):
            launcher = place / "maintendue-help.desktop"
            launcher.write_text(LAUNCHER.format(name="Demander de l’aide", command=command, icon=icon))
            launcher.chmod(0o755)

    def _give_to_family(self):
        if os.getuid() != 0:
            return
        for place in (self.home, self.runtime):
            shutil.chown(place, self._user, self._user)
            for path in place.rglob("*"):
                shutil.chown(path, self._user, self._user)

    def _managed(self):
        return b"window id" in self._display.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
