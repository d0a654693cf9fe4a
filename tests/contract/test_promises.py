"""What a program of an older version relies on: field numbers, names, bytes."""

import pathlib

import pytest

import contracts

HERE = pathlib.Path(__file__).resolve().parent


def recorded(name):
    return (HERE / name).read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def classes(tmp_path_factory):
    return contracts.load(tmp_path_factory.mktemp("contracts"))


def test_no_field_number_or_name_is_gone(classes):
    assert sorted(set(recorded("promises.txt")) - set(contracts.lines(classes))) == []


def test_new_fields_are_recorded(classes):
    assert sorted(set(contracts.lines(classes)) - set(recorded("promises.txt"))) == [], "run tests/contract/record.py"


def test_golden_bytes_are_read_and_written_again(classes):
    golden = [line.split(" = ") for line in recorded("golden.txt")]
    assert {name for name, _ in golden} == set(classes)
    for name, text in golden:
        message = classes[name].FromString(bytes.fromhex(text))
        assert message.SerializeToString(deterministic=True).hex() == text, name
        assert not message.UnknownFields(), f"{name} holds a field that nobody knows any more"


def test_every_file_of_the_contract_has_golden_bytes(classes):
    files = {kind.DESCRIPTOR.file.name for name, kind in classes.items()}
    without = {"maintendue/v1/options.proto", "maintendue/v1/session.proto"}  # options and enums alone
    assert files == set(contracts.FILES) - without


def test_a_golden_message_means_what_it_meant(classes):
    offer = bytes.fromhex("082a" "1210" "000102030405060708090a0b0c0d0e0f")
    read = classes["maintendue.v1.SessionOffer"].FromString(offer)
    assert (read.session_id, read.ticket) == (42, bytes(range(16)))
    news = bytes.fromhex("1206" "0807" "2002" "2802")  # the last branch of a choice wins
    says = classes["maintendue.v1.AgentSays"].FromString(news)
    assert (says.session_news.session_id, says.session_news.WhichOneof("news")) == (7, "ended")
