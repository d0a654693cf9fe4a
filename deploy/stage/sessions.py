"""Which desktop a family has: what it finds in its home, how it starts, and when it can be seen."""

PANEL = """[General]
panels=panel1

[panel1]
plugins=mainmenu, taskbar, statusnotifier, worldclock
panelSize=32
iconSize=22
position=Bottom

[mainmenu]
type=mainmenu

[taskbar]
type=taskbar

[statusnotifier]
type=statusnotifier

[worldclock]
type=worldclock
"""


class Xfce:
    """A whole session, which starts the tray by itself."""

    name = "XFCE"

    def furnish(self, home):
        """Nothing: Xfce finds its own."""

    def start(self, desktop, tray):
        desktop.run("family-session", "xfce4-session")

    def shown(self, display):
        return display.windows("xfce4-panel") and display.windows("xfdesktop")


class Lxqt:
    """LXQt's panel over Openbox, which is what its session starts."""

    name = "LXQt"

    def furnish(self, home):
        settings = home / ".config/lxqt"
        settings.mkdir(parents=True)
        (settings / "panel.conf").write_text(PANEL)
        (settings / "lxqt.conf").write_text("[General]\nicon_theme=Adwaita\ntheme=light\n")

    def start(self, desktop, tray):
        desktop.run("family-windows", "openbox")
        desktop.run("family-panel", "lxqt-panel")
        if tray:
            desktop.run("tray", *tray)

    def shown(self, display):
        return display.windows("lxqt-panel")


class Light:
    """A window manager alone, for tests that need no panel."""

    name = "XFCE"

    def furnish(self, home):
        """Nothing."""

    def start(self, desktop, tray):
        desktop.run("family-windows", "xfwm4", "--compositor=off")
        if tray:
            desktop.run("tray", *tray)

    def shown(self, display):
        return True
