"""Somebody must see no screen any more, and no administrator is at hand: she says so herself, or two others do."""

import shutil

from mediator import whole_picture
from stage.waiting import until


def suspends(page, name):
    """As the team's page does; returns the roster that it shows then."""
    roster = page.console_call("GetRoster", "RosterView")
    her_id = next(one.operator_id for one in roster.colleagues if one.name == name)
    return page.console_call("SuspendOperator", "RosterView", operator_id=her_id)


def is_seen_no_more(world, assistance):
    state = assistance.phase("ENDED", within=60)
    assert world.word(state, "end_reason") == "END_REASON_OPERATOR_REMOVED"
    until("nobody sees the screen any more", lambda: not world.running("screen") and not world.family.banner())


def relay_refuses(world, page):
    refused = world.value("maintendue.local.v1.Status", "relay", "RELAY_STATE_REFUSED")
    until("the relay does not let her in", lambda: page.status().relay == refused)


def times_stated(world):
    return world.pc.agent.log.read_text(encoding="utf-8").count("a suspension was stated")


def test_whoever_suspends_herself_elsewhere_ends_what_goes_on_with_her_key(world):
    """Her laptop is in a stranger's hands, signed in; she has its backup at a colleague's."""
    stolen = world.whole()
    assistance = world.viewed(stolen)
    whole_picture(assistance)
    copy = world.folder / "backup"
    shutil.copytree(world.association.home("Nadia"), copy)
    her, _ = world.console("Nadia", home=copy)
    her.sign_in(world.association.passphrases["nadia"])

    roster = suspends(her, "Nadia")
    assert next(one for one in roster.colleagues if one.self).suspended
    is_seen_no_more(world, assistance)
    relay_refuses(world, stolen)
    world.association.add_operator("Samir")
    world.record(world.mediator("Samir"), "OPERATOR_REMOVED")


def test_two_suspend_a_third_and_one_alone_does_not(world):
    for name in ("Samir", "Inès"):
        world.association.add_operator(name)
    page = world.whole()
    samir, ines = world.mediator("Samir"), world.mediator("Inès")
    assistance = world.viewed(page)
    viewer = whole_picture(assistance)

    roster = suspends(samir, "Nadia")
    until("the PC has heard the first", lambda: times_stated(world) == 1)
    nadia = next(one for one in roster.colleagues if one.name == "Nadia")
    assert (nadia.suspensions, nadia.suspended) == (1, False)
    before = assistance.received
    viewer.want_picture()
    assistance.until("she sees as before", lambda _: assistance.received > before + viewer.width)
    assert page.machines() and world.family.banner()

    suspends(ines, "Nadia")
    is_seen_no_more(world, assistance)
    assert times_stated(world) == 2
    relay_refuses(world, page)
    world.record(samir, "OPERATOR_REMOVED")
