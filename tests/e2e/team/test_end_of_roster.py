"""Thirteen months have gone and nobody renewed the roster: the deputy lets it go on, or an administrator comes back."""

import pytest
from another_clock import at
from mediator import Refused
from stage.waiting import until

MADE_TO_END_DAYS = 396
A_DAY_AFTER = at(f"+{MADE_TO_END_DAYS + 1}d")
TOO_LATE = at(f"+{MADE_TO_END_DAYS + 31}d")


def with_a_deputy(world):
    world.association.add_operator("Nadia")
    world.association.add_operator("Samir", role="support")
    world.association.name_deputy("Nadia")
    return world


def relay_of(page):
    return page.messages["maintendue.local.v1.Status"].DESCRIPTOR.fields_by_name["relay"].enum_type.values_by_number[
        page.status().relay
    ].name


def page_of(world, name):
    """Her page, signed in, whatever the relay says of her."""
    page, passphrase = world.console(name)
    page.sign_in(passphrase)
    page.passphrase = passphrase
    return page


def turned_away(page):
    until("the relay lets her in no more", lambda: relay_of(page) == "RELAY_STATE_REFUSED")
    with pytest.raises(Refused):
        page.machines()


def let_in(page):
    until("the relay lets her in", lambda: relay_of(page) == "RELAY_STATE_CONNECTED")
    page.machines()


def test_the_deputy_lets_it_go_on_and_families_are_helped(world):
    page = with_a_deputy(world).whole()
    page.process.stop()
    world.pc.agent.stop()
    world.server.relay.stop()

    world.server.clock = world.pc.clock = A_DAY_AFTER
    world.start_server()
    world.start_agent()
    samir, nadia = page_of(world, "Samir"), page_of(world, "Nadia")
    turned_away(nadia)
    turned_away(samir)
    with pytest.raises(Refused, match="not_allowed"):
        samir.console_call("ExtendRoster", "RosterView")

    roster = nadia.console_call("ExtendRoster", "RosterView")
    assert roster.extended_until_ms == roster.extension_ends_ms > roster.ends_ms
    let_in(nadia)
    let_in(samir)  # whose console says by itself that it knows no newer one
    world.sees_pc(nadia, online=True, desktop=True, within=40)

    def confirmed():
        team = nadia.console_call("GetRoster", "RosterView").colleagues
        return any(one.name == "Samir" and one.confirmed_ms > roster.ends_ms for one in team)

    until("Samir's console has confirmed it", confirmed)
    world.viewed(nadia).end()
    world.record(nadia, "OPERATOR")

    camille = page_of(world, "Camille")
    turned_away(camille)
    camille.console_call(
        "ChangeRoster", "ChangeRosterResponse", passphrase=camille.passphrase, renew={}
    )
    let_in(camille)
    until("Nadia's console has it", lambda: not nadia.console_call("GetRoster", "RosterView").extended_until_ms)


def test_an_administrator_renews_it_on_the_page(world):
    with_a_deputy(world).start_server()
    world.server.relay.stop()
    world.server.clock = A_DAY_AFTER
    world.start_server()
    nadia, camille = page_of(world, "Nadia"), page_of(world, "Camille")
    turned_away(nadia)
    turned_away(camille)
    changed = camille.console_call(
        "ChangeRoster", "ChangeRosterResponse", passphrase=camille.passphrase, renew={}
    )
    assert changed.roster.version > 1 and not changed.roster.extended_until_ms
    let_in(camille)
    let_in(nadia)


def test_at_a_terminal_and_in_time(world):
    with_a_deputy(world).start_server()
    with pytest.raises(RuntimeError, match="extend failed"):
        world.association.extend("Nadia")  # it has not ended
    page = world.mediator("Nadia")  # her console heard in time whose word counts

    def knows_the_deputy():
        team = page.console_call("GetRoster", "RosterView").colleagues
        return any(one.self and one.deputy for one in team)

    until("her folder knows the deputy", knows_the_deputy)
    page.process.stop()
    world.server.relay.stop()
    world.server.clock = A_DAY_AFTER
    world.start_server()
    with pytest.raises(RuntimeError, match="extend failed"):
        world.association.extend("Samir", A_DAY_AFTER)  # not the deputy
    with pytest.raises(RuntimeError, match="extend failed"):
        world.association.extend("Nadia", TOO_LATE)
    nadia = page_of(world, "Nadia")
    turned_away(nadia)
    world.association.extend("Nadia", A_DAY_AFTER)
    let_in(nadia)
