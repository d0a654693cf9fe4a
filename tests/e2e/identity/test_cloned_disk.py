"""The disk of a family's PC is copied into another one: nobody gets the family's identity, and a click puts it right."""

from stage.waiting import until

SAME_PC, OTHER_PC = 1, 2


def quarantined(world, page):
    """The machine as the list shows it, once two PCs hold its key."""
    return until("the list shows two PCs under one number", lambda: (m := world.listed(page)).quarantined and m)


def here(world, page, holder):
    return any(one.here and one.holder == holder for one in world.listed(page).holders)


def test_a_copy_is_stopped_and_the_right_pc_goes_on(world):
    page = world.whole()
    copy = world.another_pc("copy")
    copy.copy_disk_of(world.pc)
    # Both PCs of this test are one machine with the same parts: the step alone tells them apart.
    copy.start_agent(world.server.port)
    machine = quarantined(world, page)
    assert len(machine.holders) == 2

    assistance = page.assist(world.machine)
    assert assistance.phase("ENDED").error == "machine_quarantined"
    copy.agent.stop()
    family = next(one.holder for one in machine.holders if not one.accepted)
    until("the family's own PC is linked all the while", lambda: here(world, page, family), within=40)

    repaired = page.repair(world.machine, family, SAME_PC)
    assert not repaired.quarantined
    assert (repaired.repairs[0].operator_name, repaired.repairs[0].kind) == ("Nadia", SAME_PC)
    copy.start_agent(world.server.port).said(r"lets this PC in no more", within=20)
    assert not world.listed(page).quarantined
    world.viewed(page).end()
    world.record(page, "OPERATOR")


def test_another_pc_gets_an_identity_of_its_own(world):
    page = world.whole()
    copy = world.another_pc("copy")
    world.pc.agent.stop()
    copy.copy_disk_of(world.pc)
    world.pc.start_agent(world.server.port)
    world.sees_pc(page, online=True)
    copy.start_agent(world.server.port)
    machine = quarantined(world, page)
    twin = next(one.holder for one in machine.holders if not one.accepted)
    page.repair(world.machine, twin, OTHER_PC)
    copy.agent.said(r"lets this PC in no more", within=40)
    copy.agent.stop()

    token = world.association.workshop_token(world.folder / "another-token")
    enrolment, port = world.server.start_enrolment()
    own = copy.enrol(world.association, token, port, further=("--anew",))
    enrolment.stop()
    assert own != world.machine
    copy.start_agent(world.server.port)
    until("both are there, each under its own number", lambda: {
        m.machine_id for m in page.machines() if m.online and not m.quarantined
    } == {own, world.machine}, within=40)
    assert page.history(own) == []


def test_a_stolen_pc_is_turned_away_at_once(world):
    page = world.whole()
    assistance = world.viewed(page)
    world.association.revoke_machine(world.machine)
    world.pc.agent.said(r"lets this PC in no more", within=20)
    assistance.phase("ENDED")
    machine = world.listed(page)
    assert machine.revoked and not machine.online
    assert page.assist(world.machine).phase("ENDED").error == "machine_revoked"
