"""Whether it is the family's own PC: said six digits on the phone, tapped on it; and another that plays it."""

from digits import said, taps
from forger import Forger
from stage.waiting import until


def unverified(world, **options):
    """Everything on, and nobody has verified the PC."""
    page = world.whole(verified=False, **options)
    assert world.standing(page) == "UNVERIFIED"
    return page


def refused(world, page):
    """The error by which a session on the PC ends, without a question on the family's screen."""
    state = page.assist(world.machine).phase("ENDED")
    assert not world.family.asked() and not world.running("screen"), "the family was asked something"
    return state.error


def test_by_phone_it_takes_a_minute_once(world):
    page = unverified(world)
    assert refused(world, page) == "not_verified"

    verification = page.verify(world.machine)
    digits = said(world, verification)
    assert len(digits) == 6
    taps(world, "000000" if digits != "000000" else "111111")
    wrong = world.value("maintendue.local.v1.ConsoleTells", "verify_step", "VERIFY_WRONG")
    verification.until("the miss", lambda state: state.verify_step == wrong)
    verification.say(verify_again={})
    again = said(world, verification)
    until("the word of before is gone", lambda: len(world.running("dialog")) == 1, within=30)
    taps(world, again)
    assert verification.phase("ENDED").verified
    until("the family has read its word", lambda: not world.running("dialog"), within=30)

    assert world.standing(page) == "VERIFIED"
    assistance = page.assist(world.machine)
    assistance.phase("ASKING")
    assistance.end()
    assistance.phase("ENDED")
    world.nothing_left()
    # That was part of the setup call: she looks after the PC from now on.
    nadia = next(one for one in page.console_call("GetRoster", "RosterView").colleagues if one.self)
    assert world.listed(page).mediator_operator_id == nadia.operator_id
    # Another mediator needs no phone: the relay shows her what the first one signed.
    samir = world.mediator("Samir")
    world.sees_pc(samir, online=True)
    assert world.standing(samir) == "VERIFIED"


def test_another_pc_that_plays_it_is_found_out(world):
    """Whoever has the enrolment's intermediate makes a certificate for the number of the family's PC."""
    page = world.whole()
    world.pc.agent.stop()
    world.sees_pc(page, online=False)
    forger = Forger(world)
    (world.pc.state / "machine.key").write_bytes(forger.key)
    (world.pc.state / "machine.crt").write_bytes(forger.chain)
    world.server.relay.stop()
    world.leave_out_the_counter()
    world.start_server().start_agent()
    connected = world.value("maintendue.local.v1.Status", "relay", "RELAY_STATE_CONNECTED")
    until("her console reaches the relay", lambda: page.status().relay == connected, within=60)
    world.sees_pc(page, online=True, within=60)
    assert refused(world, page) == "key_changed"
    assert world.standing(page) == "KEY_CHANGED"
    # It stays told, and stays shut.
    assert refused(world, page) == "key_changed"
    # A colleague who has never met the PC has the record that the relay shows.
    assert refused(world, world.mediator("Samir")) == "key_changed"
