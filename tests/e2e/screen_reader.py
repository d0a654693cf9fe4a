"""What the windows on the family's screen tell whoever cannot see them, by the desktop's own accessibility."""

import re

from stage.waiting import until

# Runs in the family's session, as its user, who may not look into this folder.
PROGRAM = """
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi

def tell(thing):
    if thing:
        print(thing.get_name() or "", flush=True)
        for at in range(thing.get_child_count()):
            tell(thing.get_child_at_index(at))

desktop = Atspi.get_desktop(0)
for at in range(desktop.get_child_count()):
    program = desktop.get_child_at_index(at)
    if program and (program.get_name() or "").startswith("maintendue"):
        tell(program)
"""


class ScreenReader:
    def __init__(self, desktop):
        self._desktop = desktop
        self._read = 0

    def lines(self):
        """The names of all that stands in our windows right now."""
        self._read += 1
        reading = self._desktop.run(f"screen-reader-{self._read}", "/usr/bin/python3", "-c", PROGRAM)
        reading.ended()
        reading.stop()
        return reading.log.read_text(encoding="utf-8").splitlines()

    def number(self):
        """The six digits in a question's window, as they are written there."""
        def there():
            found = [line for line in self.lines() if re.fullmatch(r"\d{3} \d{3}", line)]
            return found[-1] if found else None
        return until("a number that a screen reader finds", there)
