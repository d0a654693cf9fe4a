"""The workshop has a token that is no good: a stranger's, used up, damaged or over."""

import pytest
from another_clock import at
from stage.association import Association
from world import BUILT

SENTENCE = "The workshop token is not valid, over, or used up"


def refused(world, token):
    with pytest.raises(RuntimeError) as failed:
        world.enrol(token)
    assert SENTENCE in str(failed.value)
    assert not list(world.pc.state.glob("*.crt"))


def test_a_token_of_another_association(world):
    other = Association(world.folder, BUILT / "bin", "other")
    refused(world, other.workshop_token(world.folder / "token"))


def test_a_token_with_one_bit_changed(world):
    token = world.association.workshop_token(world.folder / "token")
    data = bytearray(token.read_bytes())
    data[len(data) // 2] ^= 1
    token.write_bytes(data)
    refused(world, token)


def test_a_token_that_is_used_up_even_after_a_restart(world):
    token = world.association.workshop_token(world.folder / "token", uses=1)
    spent = world.folder / "spent"
    spent.write_bytes(token.read_bytes())
    world.enrol(token)
    assert world.machine
    world.second_pc()
    refused(world, spent)


def test_a_token_that_is_over(world):
    token = world.association.workshop_token(world.folder / "token", hours=1, clock=at("-3h"))
    refused(world, token)
