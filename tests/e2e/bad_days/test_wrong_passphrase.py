"""The mediator mistypes her passphrase."""

import pytest
from mediator import Refused


def test_it_is_told_and_the_right_one_still_opens(world):
    page, passphrase = world.start_server().console()
    for wrong in ("", passphrase + "x", "x" * 5000):
        with pytest.raises(Refused) as refused:
            page.sign_in(wrong)
        assert refused.value.reason == "wrong_passphrase"
    assert not page.status().signed_in
    assert page.sign_in(passphrase).signed_in


def test_after_five_misses_even_the_right_one_waits(world):
    page, passphrase = world.start_server().console()
    for _ in range(5):
        with pytest.raises(Refused) as refused:
            page.sign_in("not this one")
        assert refused.value.reason == "wrong_passphrase"
    with pytest.raises(Refused) as refused:
        page.sign_in(passphrase)
    assert refused.value.reason == "try_later"
    assert not page.status().signed_in


def test_nothing_of_the_relay_answers_before(world):
    page, _ = world.start_server().console()
    with pytest.raises(Refused) as refused:
        page.machines()
    assert refused.value.reason == "not_allowed"
