"""Who sits at the monitor, in logind's place and for the agent alone."""

import os
import pathlib
import pwd

LOGIND = pathlib.Path("/run/systemd/seats")


class Seat:
    GREETER = 998  # no user of a household

    def __init__(self, folder, user):
        self.folder = folder / "seats"
        self.folder.mkdir(mode=0o755)
        self._user = pwd.getpwnam(user).pw_uid
        self.family()

    @staticmethod
    def possible():
        return os.getuid() == 0 and LOGIND.is_dir()

    @property
    def words(self):
        """Before a command: that program sees this seat where logind's is."""
        bind = f'mount --bind "$0" {LOGIND} && exec "$@"'
        return ["unshare", "--mount", "sh", "-c", bind, str(self.folder)]

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
