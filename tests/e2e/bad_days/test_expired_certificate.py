"""The mediator's certificate is over: nobody renewed it."""

import time

import pytest
from another_clock import at
from door import knock
from mediator import Refused


def test_she_is_told_before_anything_is_tried(world):
    home = world.association.add_operator("Nadia", clock=at("-4000d"))
    page, passphrase = world.start_server().console(home=home)
    assert page.status().certificate_ends_ms < time.time() * 1000
    with pytest.raises(Refused) as refused:
        page.sign_in(passphrase)
    assert refused.value.reason == "not_trusted"
    assert not page.status().signed_in


def test_the_relay_does_not_let_it_in_either(world):
    over = world.association.add_operator("Nadia", clock=at("-4000d"))
    valid = world.association.add_operator("Samir")
    world.start_server()
    passphrases = world.association.passphrases
    assert knock(world.server.port, valid, passphrases["samir"]) == "open"
    assert knock(world.server.port, over, passphrases["nadia"]) != "open"
