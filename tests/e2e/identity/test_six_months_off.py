"""A PC that was off for six months, while the association went on, is itself when it is switched on again."""

from another_clock import at

HALF_A_YEAR_ON = at("+182d")


def test_it_comes_back_and_is_helped(world):
    page = world.whole()
    world.pc.agent.stop()
    world.sees_pc(page, online=False)
    page.process.stop()
    world.server.relay.stop()

    world.server.clock = world.pc.clock = HALF_A_YEAR_ON
    world.start_server()
    # Somebody else confirms the roster every day; the PC hears of it as it comes.
    world.mediator("Camille")
    page = world.mediator()
    world.start_agent()
    world.sees_pc(page, online=True, desktop=True, within=40)
    assert not world.listed(page).quarantined
    world.viewed(page).end()
    world.record(page, "OPERATOR")
