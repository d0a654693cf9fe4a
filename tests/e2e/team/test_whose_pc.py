"""Whose PC it is: who holds the setup call looks after it, a colleague stands in with a reason, the workshop is asked."""

SETUP = 1
FAMILY_CALLS = 1


def sees(world, page, expected):
    """A session of hers in which the family lets its screen be seen, or the name under which it is refused."""
    assistance = page.assist(world.machine, SETUP)
    if expected:
        state = assistance.phase("ENDED")
        assert state.error == expected
        assert not world.family.asked(), "the family was asked nothing"
        return
    assistance.phase("ASKING")
    world.family.says(True)
    assistance.phase("VIEWING")
    assistance.end()
    assistance.phase("ENDED")
    world.nothing_left()


def test_a_pc_is_its_mediators_until_somebody_says_why(world):
    nadia = world.whole()
    for name, role in (("Samir", "mediator"), ("Lina", "support")):
        world.association.add_operator(name, role)
    samir, lina = world.mediator("Samir"), world.mediator("Lina")
    world.sees_pc(samir, online=True)
    world.sees_pc(lina, online=True)
    world.remember()
    ids = {one.name: one.operator_id for one in nadia.console_call("GetRoster", "RosterView").colleagues}

    assert world.listed(nadia).mediator_operator_id == ""
    sees(world, lina, None)  # in the workshop
    assert world.listed(nadia).mediator_operator_id == ""
    sees(world, nadia, None)
    assert world.listed(nadia).mediator_operator_id == ids["Nadia"]
    sees(world, samir, "machine_of_another")
    sees(world, lina, "machine_of_another")

    nadia.ask_support(world.machine)
    sees(world, lina, None)
    sees(world, samir, "machine_of_another")
    samir.begin_duty(FAMILY_CALLS)
    sees(world, samir, None)
    assert world.listed(nadia).mediator_operator_id == ids["Nadia"], "he stood in"

    samir.give(world.machine, ids["Samir"])
    sees(world, nadia, "machine_of_another")
    sees(world, lina, "machine_of_another")  # whom he did not ask
    said = world.server.relay.log.read_text(encoding="utf-8")
    assert "on duty" in said and "DUTY_REASON_FAMILY_CALLS" in said and "machine given" in said
