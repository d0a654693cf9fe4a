"""A PC that is in a family's home already: a code over the phone, six digits, and the mediator's word."""

import pytest
from mediator import Refused
from stage.waiting import until


@pytest.fixture
def page(world):
    """Nadia's page; her console knows the enrolment process, which is open."""
    world.start_server()
    world.enrolment, world.enrolment_port = world.server.start_enrolment()
    return world.mediator()


def new_machines(page):
    return page.console_call("ListNewMachines", "NewMachines").machines


def test_a_pc_joins_once_the_mediator_has_admitted_it(world, page):
    assert page.status().offers_codes
    code = page.console_call("OfferCode", "OfferCodeResponse").enrolment_code
    joining = world.pc.show_code(world.association, code.lower().replace("-", " "), world.enrolment_port)
    number = joining.said(r"number (\d{3} \d{3})")[1]
    waiting = until("it waits", lambda: new_machines(page))
    assert [one.check_number for one in waiting] == [number]
    assert not (world.pc.state / "machine.crt").exists()

    assert not page.console_call("AdmitMachine", "NewMachines", key_hash=waiting[0].key_hash, admit=True).machines
    machine = joining.said(r"^(\w{16})$", within=20)[1]
    assert joining.ended() == 0
    world.pc.start_agent(world.server.port)
    until("it is on", lambda: [m.online for m in page.machines() if m.machine_id == machine] == [True])

    second = world.another_pc("second-pc").show_code(world.association, code, world.enrolment_port)
    assert second.ended() == 1
    assert "used by another PC" in second.log.read_text()


def test_a_pc_that_is_turned_away_stays_out(world, page):
    code = page.console_call("OfferCode", "OfferCodeResponse").enrolment_code
    joining = world.pc.show_code(world.association, code, world.enrolment_port)
    waiting = until("it waits", lambda: new_machines(page))
    page.console_call("AdmitMachine", "NewMachines", key_hash=waiting[0].key_hash, admit=False)
    assert joining.ended(within=20) == 1
    assert not (world.pc.state / "machine.crt").exists()


def test_an_enrolment_process_that_is_closed_is_said_to_be(world, page):
    world.enrolment.stop()
    with pytest.raises(Refused) as refused:
        page.console_call("OfferCode", "OfferCodeResponse")
    assert refused.value.reason == "relay_unreachable"
