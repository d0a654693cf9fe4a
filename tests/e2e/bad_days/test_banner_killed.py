"""Somebody kills the banner: without it nobody may see the screen."""

import os
import signal

from stage.waiting import until


def test_no_banner_no_picture(world):
    page = world.whole()
    assistance = world.controlled(page)
    banner = world.running("dialog")
    assert len(banner) == 1
    os.kill(banner[0], signal.SIGKILL)
    state = assistance.phase("ENDED")
    assert world.word(state, "end_reason") == "END_REASON_DESKTOP_LOST"
    until("the screen program is gone", lambda: not world.running("screen"))
    world.record(page, "DESKTOP_LOST")
    world.nothing_left()
