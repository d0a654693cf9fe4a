"""The family's PC is off, or was never here."""

from world import FOLLOW_UP_1


def test_the_mediator_is_told_at_once(world):
    page = world.whole()
    world.pc.agent.stop()
    world.sees_pc(page, online=False)
    assistance = page.assist(world.machine, FOLLOW_UP_1)
    assert assistance.phase("ENDED").error == "machine_off"
    assert world.listed(page).last_seen_ms > 0
    world.nothing_left()


def test_a_machine_that_nobody_knows(world):
    page = world.start_server().mediator()
    assistance = page.assist("0123456789abcdef", FOLLOW_UP_1)
    assert assistance.phase("ENDED").error == "not_found"
