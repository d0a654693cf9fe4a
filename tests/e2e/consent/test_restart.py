"""The family lets its PC restart and Nadia come back: she is announced, can be stopped, and is let in once."""

import pytest
from fake_logind import FakeLogind
from mediator import whole_picture
from stage.waiting import TooLong, until
from start_of_pc import StartOfPc

VIEW = 1
FOLLOW_UP_1 = 2


@pytest.fixture
def start(world):
    start = StartOfPc(world.folder)
    world.pc.monitor = start.words
    return start


def agree(world, page, **logind):
    """She has the mouse, asks for a restart, and the family says yes; what the page is told."""
    logind = FakeLogind(world.desktop, **logind)
    world.tray.stop()
    world.start_tray()
    world.sees_pc(page, online=True, desktop=True)
    assistance = world.controlled(page)
    whole_picture(assistance)
    assistance.say(restart={})
    assistance.until("the family reads it, and she can't answer", lambda s: s.restart_asking and s.input_suspended)
    world.family.says(True)
    state = assistance.phase("ENDED")
    assert world.word(state, "end_reason") == "END_REASON_RESTARTING"
    assert not logind.ordered(), "nobody is asked for a password"
    world.record(page, "RESTARTING")
    until("nobody reads the screen", lambda: not world.running("screen"))
    return state


def restart(world, page, start, reboots=True):
    """Agent and tray end, and begin anew; with another start of the PC, if it `reboots`."""
    world.tray.stop()
    world.pc.agent.stop()
    world.sees_pc(page, online=False)
    if reboots:
        start.anew()
    world.start_agent()
    world.start_tray()
    world.sees_pc(page, online=True, desktop=True)


def come_back(world, page):
    return page.assist(world.machine, FOLLOW_UP_1, come_back=True)


def test_she_is_announced_and_sees_again_without_the_mouse(world, start):
    page = world.whole()
    state = agree(world, page)
    assert state.back_until_ms > 0
    restart(world, page, start)

    assistance = come_back(world, page)
    state = assistance.phase("HELD")
    assert world.word(state, "held") == "HELD_RETURN"
    assert state.scope == 0
    until("the sign with its STOP", world.family.banner)
    assert not world.running("screen"), "nothing is seen while it counts"
    assert not world.family.asked()
    state = assistance.phase("VIEWING", within=20)
    assert state.scope == VIEW
    whole_picture(assistance)
    assistance.end()
    assistance.phase("ENDED")
    world.record(page, "OPERATOR")

    again = come_back(world, page)
    again.phase("ASKING")
    assert world.family.asked(), "it was good once"
    again.end()
    again.phase("ENDED")


def test_stop_means_no(world, start):
    page = world.whole()
    agree(world, page)
    restart(world, page, start)
    assistance = come_back(world, page)
    assistance.phase("HELD")
    world.family.stops()
    state = assistance.phase("ENDED")
    assert world.word(state, "end_reason") == "END_REASON_FAMILY"
    assert not [told for told in assistance.seen if told.scope], "nothing was ever allowed"
    assert not world.running("screen")
    record = world.record(page, "FAMILY")
    assert not record.viewed_from_ms


def test_an_agent_that_is_started_anew_is_no_restart(world, start):
    page = world.whole()
    agree(world, page)
    restart(world, page, start, reboots=False)
    assistance = come_back(world, page)
    assistance.phase("ASKING")
    assert world.family.asked()
    world.family.says(False)
    assistance.phase("IDLE")
    assistance.end()
    assistance.phase("ENDED")


def test_a_colleagues_session_ends_it(world, start):
    page = world.whole()
    agree(world, page)
    restart(world, page, start)
    world.association.add_operator("Farid")
    colleague = world.mediator("Farid")
    world.sees_pc(colleague, online=True, desktop=True)
    other = colleague.assist(world.machine, FOLLOW_UP_1)
    other.phase("ASKING")
    other.end()
    other.phase("ENDED")
    assistance = come_back(world, page)
    assistance.phase("ASKING")
    assert world.family.asked()
    assistance.end()
    assistance.phase("ENDED")


def test_where_the_system_does_not_restart_the_family_is_told_to(world, start):
    page = world.whole()
    agree(world, page, refuses=True)
    until("a word to the family", world.family.noticed)
    restart(world, page, start)
    assistance = come_back(world, page)
    assistance.phase("HELD")
    assistance.phase("VIEWING", within=20)
    assistance.end()
    assistance.phase("ENDED")


def test_a_no_restarts_nothing(world, start):
    page = world.whole()
    logind = FakeLogind(world.desktop)
    assistance = world.viewed(page)
    assistance.say(restart={})
    assistance.until("the family reads it", lambda state: state.restart_asking)
    world.family.says(False)
    state = assistance.until("its answer", lambda state: not state.restart_asking)
    assert world.word(state, "restart_answer") == "CONSENT_ANSWER_REFUSED"
    assert state.scope == VIEW
    whole_picture(assistance)
    assistance.end()
    assistance.phase("ENDED")
    with pytest.raises(TooLong):
        logind.ordered(within=1)
    world.record(page, "OPERATOR")
    world.nothing_left()
