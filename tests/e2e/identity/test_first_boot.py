"""Fifty PCs from one image: each gets an identity of its own by itself, whatever its clock says."""

import pytest
from another_clock import at
from stage.waiting import until


@pytest.fixture
def workshop(world):
    """(image, enrolment) of an association whose relay runs; `world.prepared` says what was told."""
    world.start_server()
    enrolment, port = world.server.start_enrolment()

    def prepare(**token):
        image = world.another_pc("image")
        file = world.association.workshop_token(world.folder / "token", **token)
        world.prepared = image.prepare_image(world.association, file, port)
        return image

    return prepare, enrolment


def made_from(world, image, name, clock=()):
    pc = world.another_pc(name)
    pc.copy_disk_of(image)
    pc.clock = clock
    return pc


def identity(pc):
    return pc.agent.said(r"this PC has its identity machine=\"(\w{16})\"", within=30)[1]


def test_each_pc_of_one_image_is_another(world, workshop):
    prepare, _ = workshop
    image = prepare(uses=2)
    assert "enrols 2 PCs" in world.prepared
    assert sorted(f.name for f in image.state.iterdir()) == [
        "enrolment", "relay", "root.crt", "roster", "workshop.token",
    ]
    pcs = [made_from(world, image, f"pc-{number}") for number in range(2)]
    for pc in pcs:
        pc.boot()
    ids = {identity(pc) for pc in pcs}
    assert len(ids) == 2
    for pc in pcs:
        pc.agent.said(r"READY")
        assert not (pc.state / "workshop.token").exists()
    page = world.mediator()
    until("both are on", lambda: {m.machine_id for m in page.machines() if m.online} == ids)
    assert not any(m.quarantined for m in page.machines())

    third = made_from(world, image, "pc-2")
    third.boot().said(r"workshop token is used up", within=30)
    assert not (third.state / "machine.crt").exists()


@pytest.mark.parametrize("clock, words", [
    (at("@1970-01-02 00:00:00"), "clock is before the day"),
    (at("+1y"), "this PC's clock is wrong"),
], ids=["at-1970", "a-year-ahead"])
def test_a_first_boot_with_a_wrong_clock(world, workshop, clock, words):
    prepare, _ = workshop
    pc = made_from(world, prepare(), "pc", clock)
    pc.boot()
    if "before" in words:
        pc.agent.said(words, within=30)
    machine = identity(pc)
    if "before" not in words:
        pc.agent.said(words, within=30)
    page = world.mediator()
    until("it is on", lambda: [m.online for m in page.machines() if m.machine_id == machine] == [True])


def test_a_first_boot_before_the_server_is_open(world, workshop):
    prepare, enrolment = workshop
    image = prepare()
    enrolment.stop()
    pc = made_from(world, image, "pc")
    pc.boot().said(r"the enrolment server is not reached", within=60)
    assert pc.agent.running()
    pc.agent.stop()
    assert not (pc.state / "machine.crt").exists()
    assert (pc.state / "workshop.token").exists()


def test_a_token_whose_time_is_over(world, workshop):
    prepare, _ = workshop
    pc = made_from(world, prepare(hours=1), "pc", clock=at("+2h"))
    # The PC's clock alone is two hours ahead: the server's decides.
    pc.boot()
    identity(pc)


def test_no_image_is_made_of_a_familys_pc(world):
    page = world.whole()
    world.viewed(page).end()
    world.record(page, "OPERATOR")
    world.pc.agent.stop()
    token = world.association.workshop_token(world.folder / "another-token")
    with pytest.raises(RuntimeError, match="it is a family's"):
        world.pc.prepare_image(world.association, token, 1)
    assert (world.pc.state / "machine.key").exists()
