"""Who sits at the monitor, in logind's place and for the agent alone."""

import os
import pwd

LOGIND = "/run/systemd/seats"


class Seat:
    GREETER = 998  # no user of a household

    def __init__(self, folder, user):
        self.folder = folder / "seats"
        self.folder.mkdir(mode=0o755)
        self._user = pwd.getpwnam(user).pw_uid if user else os.getuid()
        self.family()

    @property
    def words(self):
        """Before a command: that program sees this seat where logind's is."""
        ours = ["--mount"] if os.getuid() == 0 else ["--user", "--map-current-user", "--keep-caps", "--mount"]
        bind = f'mount -t tmpfs tmpfs /run && mkdir -p {LOGIND} && mount --bind "$0" {LOGIND} && exec "$@"'
        return ["unshare", *ours, "sh", "-c", bind, str(self.folder)]

    def family(self):
        self._tell(self._user)

    def greeter(self):
        self._tell(self.GREETER)

    def _tell(self, user):
        # As logind does: written aside, then renamed.
        aside = self.folder / ".seat0"
        aside.write_text(f"# This is private data. Do not parse.\nIS_SEAT0=1\nACTIVE=c2\nACTIVE_UID={user}\n")
        aside.chmod(0o644)
        aside.rename(self.folder / "seat0")
