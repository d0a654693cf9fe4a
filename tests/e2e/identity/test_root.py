"""The root is replaced, twice, while a PC lies in a cupboard for a year: it follows, and so does everybody else."""

import shutil

from another_clock import at
from stage.waiting import until

A_YEAR_LATER = at("+380d")


def of_relay(page, name):
    states = page.messages["maintendue.local.v1.Status"].DESCRIPTOR.fields_by_name["relay"].enum_type
    return page.status().relay == states.values_by_name[f"RELAY_STATE_{name}"].number


def changes_told(page):
    kinds = page.messages["maintendue.local.v1.RosterChange"].DESCRIPTOR.enum_types_by_name["Kind"]
    told = page.console_call("GetRoster", "RosterView").changes
    return [kinds.values_by_number[change.kind].name for change in told]


def journal(process):
    return process.log.read_text(encoding="utf-8")


def test_a_pc_in_a_cupboard_follows_two_roots(world):
    nadia = world.whole()
    nadia.process.stop()
    world.pc.agent.stop()
    world.server.relay.stop()

    world.association.replace_root()
    world.server.clock = world.pc.clock = A_YEAR_LATER
    keys_of_before = world.association.replace_root(A_YEAR_LATER)
    world.start_server()
    nadia = world.mediator()
    assert "ROOT" in changes_told(nadia)
    agent = world.pc.start_agent(world.server.port)
    world.sees_pc(nadia, online=True, desktop=True, within=40)
    assert "the organisation has another root" in journal(agent)
    world.viewed(nadia).end()
    world.record(nadia, "OPERATOR")

    # A PC that is given away now, and everybody once more from what they keep.
    world.pc.agent.stop()
    second = world.another_pc("second-pc")
    enrolment, port = world.server.start_enrolment()
    second.clock = A_YEAR_LATER
    second.enrol(world.association, world.association.workshop_token(world.folder / "later-token", clock=A_YEAR_LATER), port)
    enrolment.stop()
    second.start_agent(world.server.port)
    until("both are known", lambda: len(nadia.machines()) == 2)
    second.agent.stop()
    world.pc.start_agent(world.server.port)
    world.sees_pc(nadia, online=True, within=40)

    # Whoever kept the server's keys of before stands there in its place.
    world.pc.agent.stop()
    nadia.process.stop()
    world.server.relay.stop()
    shutil.rmtree(world.association.folder / "relay")
    shutil.copytree(keys_of_before / "relay", world.association.folder / "relay")
    shutil.rmtree(world.server.data("relay"))
    world.start_server()
    agent = world.pc.start_agent(world.server.port)
    until("the PC refuses it", lambda: "not_trusted" in journal(agent))
    page, passphrase = world.console()
    page.sign_in(passphrase)
    until("the console refuses it", lambda: of_relay(page, "REFUSED"))
