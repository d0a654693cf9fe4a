"""The line is cut in mid-session: on the PC's side, on the mediator's, or on both. Within a minute it goes on by itself."""

import time

import keyboard
import pytest
from mediator import SHIFT, Refused, whole_picture
from stage.waiting import until


def lines(world, which):
    return [line for name, line in (("pc", world.pc_line), ("console", world.console_line)) if which in (name, "both")]


def reached(page):
    """The console's shared line may have died with the tunnel: once it is dialled anew, calls are answered."""
    def answers():
        try:
            return page.machines() or True
        except Refused:
            return False
    until("the console reaches the relay", answers, within=40)


@pytest.mark.parametrize("which", ["pc", "console", "both"])
def test_it_goes_on_by_itself(world, which):
    page = world.whole(lines=True)
    assistance = world.controlled(page)
    viewer = whole_picture(assistance)
    viewer.key(SHIFT, True)
    until("the key is down", lambda: keyboard.pressed(world.display)[0])

    for line in lines(world, which):
        line.cut(reset=which != "both")
    assistance.phase("CUT", within=20)
    assert assistance.state.scope == 0
    until("the screen is no longer read", lambda: not world.running("screen"), within=20)
    until("every key is up", lambda: keyboard.pressed(world.display) == ([], 0))
    assert world.family.banner(), "the sign that somebody may come back stays"
    viewer.key(SHIFT, True)  # in vain, and not kept for later
    cut = time.monotonic()
    while time.monotonic() < cut + 3:
        assistance.step(0.5)

    for line in lines(world, which):
        line.restore()
    back = time.monotonic()
    assistance.phase("CONTROLLING", within=10)
    viewer, whole = whole_picture(assistance), time.monotonic()
    print(f"{which}: whole picture {whole - back:.2f} s after the line is back")
    assert whole - back < 5  # a bound for a loaded machine; docs/BENCHMARKS.md has the figures
    assert assistance.state.picture == 1
    assert keyboard.pressed(world.display) == ([], 0), "nothing of before is typed again"
    viewer.key(SHIFT, True)
    until("the mouse and the keyboard are hers as before", lambda: keyboard.pressed(world.display)[0])
    viewer.key(SHIFT, False)

    assistance.end()
    assistance.phase("ENDED")
    reached(page)
    record = world.record(page, "OPERATOR")
    assert len(page.history(world.machine)) == 1, "one record for the session"
    assert record.widest_scope == 2
    for line in lines(world, which):
        line.forget()
    world.nothing_left()


def test_stop_during_the_cut_ends_it_for_good(world):
    page = world.whole(lines=True)
    assistance = world.controlled(page)
    world.console_line.cut(reset=True)
    assistance.phase("CUT")
    until("the screen is no longer read", lambda: not world.running("screen"))
    world.family.stops()
    world.console_line.restore()
    state = assistance.phase("ENDED")
    assert world.word(state, "end_reason") == "END_REASON_FAMILY"
    reached(page)
    world.record(page, "FAMILY")
    world.nothing_left()


def test_an_agent_that_was_started_anew_asks_anew(world):
    page = world.whole(lines=True)
    assistance = world.viewed(page)
    world.pc_line.cut(reset=True)
    assistance.phase("CUT")
    world.pc.agent.stop_now()
    world.pc_line.restore()
    world.start_agent()
    state = assistance.phase("ENDED", within=30)
    assert world.word(state, "end_reason") == "END_REASON_MACHINE_LOST"
    world.record(page, "MACHINE_LOST")
    world.sees_pc(page, online=True, desktop=True, within=30)
    again = world.viewed(page)
    again.end()
    again.phase("ENDED")
    world.record(page, "OPERATOR")


def test_a_line_that_stays_away_ends_it_after_a_minute(world):
    page = world.whole(lines=True)
    assistance = world.viewed(page)
    world.console_line.cut(reset=True)
    cut = time.monotonic()
    assistance.phase("CUT")
    state = assistance.phase("ENDED", within=65)
    assert 50 < time.monotonic() - cut < 65
    assert world.word(state, "end_reason") == "END_REASON_NOT_RESUMED"
    until("the sign goes too", lambda: not world.family.banner(), within=10)
    world.console_line.restore()
    reached(page)
    world.record(page, "NOT_RESUMED", within=30)
    world.nothing_left()


def test_calling_anew_does_not_wait_for_the_cut(world):
    page = world.whole(lines=True)
    first = world.viewed(page)
    page.process.stop_now()  # her console dies; she starts it again and calls
    until("the screen is no longer read", lambda: not world.running("screen"))
    assert world.family.banner()
    again = world.mediator()
    assistance = again.assist(world.machine)
    assistance.phase("ASKING", within=20)  # a new consent
    world.family.says(True)
    assistance.phase("VIEWING")
    assistance.end()
    assistance.phase("ENDED")
    records = again.history(world.machine)
    assert len(records) == 2
    del first
