"""A second mediator picks a PC on which somebody already helps."""


def test_the_second_is_told_and_the_first_goes_on(world):
    nadia = world.whole()
    assistance = world.viewed(nadia)
    samir = world.mediator("Samir")
    world.remember()
    refused = samir.assist(world.machine)
    assert refused.phase("ENDED").error == "machine_busy"
    assert world.listed(samir).live_session_id == assistance.state.session_id

    assistance.end()
    assistance.phase("ENDED")
    world.record(nadia, "OPERATOR")
    after = samir.assist(world.machine)
    after.phase("ASKING")
    world.family.says(True)
    after.phase("VIEWING")
    after.end()
    after.phase("ENDED")
    world.nothing_left()
