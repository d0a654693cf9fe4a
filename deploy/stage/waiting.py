"""Waits that always end."""

import threading
import time

_never = threading.Event()


class TooLong(Exception):
    """What was waited for did not come in time."""


def until(what, condition, within=15):
    """Asks until `condition()` is true and returns what it said. Only for what tells nobody when it changes:
    windows of other programs, /proc, records of a server."""
    end = time.monotonic() + within
    while not (answer := condition()):
        if time.monotonic() > end:
            raise TooLong(f"{what}: not within {within} s")
        _never.wait(0.05)
    return answer
