"""A bus with logind's name on it, which takes an order to restart, or refuses it, and restarts nothing.

As a program it is that logind: it prints READY, and each order that came."""

import os
import sys

NAME, PATH, MANAGER = "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager"
INTERFACE = f"""<node><interface name="{MANAGER}">
  <method name="Reboot"><arg type="b" direction="in"/></method>
</interface></node>"""


class FakeLogind:
    """On the family's desktop, where its programs look for the system's bus."""

    def __init__(self, desktop, refuses=False):
        bus = desktop.run("system-bus", "dbus-daemon", "--session", "--nofork", "--print-address=1")
        self.address = bus.said(r"^(\S+)")[1]
        desktop.env["DBUS_SYSTEM_BUS_ADDRESS"] = self.address
        # Read here, because the family's user may not look into this folder.
        with open(__file__, encoding="utf-8") as ourselves:
            words = ["--refuses"] if refuses else []
            self._process = desktop.run("logind", "/usr/bin/python3", "-c", ourselves.read(), *words)
        self._process.said("READY")

    def ordered(self, within=15):
        """Waits for an order to restart; whether it may ask somebody for a password."""
        return self._process.said(r"REBOOT interactive=(\w+)", within)[1] == "True"


def main():
    from gi.repository import Gio, GLib

    def called(line, sender, path, interface, method, words, invocation):
        print(f"{method.upper()} interactive={words.unpack()[0]}", flush=True)
        if "--refuses" in sys.argv:
            invocation.return_dbus_error(f"{NAME}.OperationInProgress", "A program is not to be interrupted")
        else:
            invocation.return_value(None)

    bus = Gio.DBusConnection.new_for_address_sync(
        os.environ["DBUS_SYSTEM_BUS_ADDRESS"],
        Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None,
    )
    node = Gio.DBusNodeInfo.new_for_xml(INTERFACE)
    bus.register_object(PATH, node.interfaces[0], called, None, None)
    Gio.bus_own_name_on_connection(bus, NAME, Gio.BusNameOwnerFlags.NONE, lambda *_: print("READY", flush=True), None)
    GLib.MainLoop().run()


if __name__ == "__main__":
    main()
