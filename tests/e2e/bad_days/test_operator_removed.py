"""A mediator is put out of the team while she sees a family's screen."""

import shutil
import time

import pytest
from mediator import Refused
from stage.waiting import until


def test_her_session_ends_and_nobody_knows_her_any_more(world):
    page = world.whole()
    assistance = world.viewed(page)
    began = time.monotonic()
    world.association.remove_operator("Nadia")
    state = assistance.phase("ENDED", within=60)
    assert time.monotonic() - began < 60
    assert world.word(state, "end_reason") == "END_REASON_OPERATOR_REMOVED"
    until("nobody sees the screen any more", lambda: not world.running("screen") and not world.family.banner())
    refused = world.value("maintendue.local.v1.Status", "relay", "RELAY_STATE_REFUSED")
    until("the relay does not know her", lambda: page.status().relay == refused)
    with pytest.raises(Refused):
        page.machines()
    world.record(world.mediator("Samir"), "OPERATOR_REMOVED")


def test_a_relay_that_is_put_back_to_before_does_not_help_her(world):
    page = world.whole()
    connected = world.value("maintendue.local.v1.Status", "relay", "RELAY_STATE_CONNECTED")
    world.server.relay.stop()
    before = world.folder / "before"
    shutil.copytree(world.server.data("relay"), before)
    world.server.start_relay()
    until("the console is back", lambda: page.status().relay == connected, within=60)
    world.sees_pc(page, online=True, within=60)
    world.association.remove_operator("Nadia")
    world.pc.agent.said("an operator was removed")

    world.server.relay.stop()
    shutil.rmtree(world.server.data("relay"))
    shutil.copytree(before, world.server.data("relay"))
    world.leave_out_the_counter()
    world.server.start_relay()
    until("the relay knows her again", lambda: page.status().relay == connected, within=60)
    world.sees_pc(page, online=True, within=60)
    state = page.assist(world.machine).phase("ENDED")
    assert world.word(state, "end_reason") == "END_REASON_NOT_TRUSTED"
    assert not world.family.asked(), "the family was not even asked"
