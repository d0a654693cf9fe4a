"""Which start of the PC it is, in the kernel's place and for the agent alone."""

import os
import uuid

BOOT, UPTIME = "/proc/sys/kernel/random/boot_id", "/proc/uptime"


class StartOfPc:
    def __init__(self, folder):
        self.folder = folder / "start"
        self.folder.mkdir(mode=0o755)
        self.anew()

    @property
    def words(self):
        """Before a command: that program, and no other, sees this start where the kernel's is."""
        ours = ["--mount"] if os.getuid() == 0 else ["--user", "--map-current-user", "--keep-caps", "--mount"]
        bind = f'mount --bind "$0/boot" {BOOT} && mount --bind "$0/uptime" {UPTIME} && exec "$@"'
        return ["unshare", *ours, "sh", "-c", bind, str(self.folder)]

    def anew(self):
        """The PC starts: whoever runs already goes on seeing the start before."""
        self._tell("boot", str(uuid.uuid4()))
        self._tell("uptime", "0.00 0.00")

    def _tell(self, name, text):
        aside = self.folder / f".{name}"
        aside.write_text(text + "\n")
        aside.chmod(0o644)
        aside.rename(self.folder / name)
