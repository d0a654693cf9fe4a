"""A phrase card is one sentence in three places: the contract, the family's PC, the mediator's page."""

import json
import re

from house import ROOT

CONTRACT = ROOT / "proto/maintendue/v1/slip.proto"
ON_THE_PC = ROOT / "agent/dialog/slip_phrases.cc"
ON_THE_PAGE = ROOT / "console/web/src/assist/phrases.ts"
WORDS = ROOT / "console/web/src/words"
FRENCH = ROOT / "agent/po/fr.po"


def contract():
    """Name to sentence, in the order of the numbers."""
    found = re.findall(r'// "([^"]+)"\n  PHRASE_(\w+) = (\d+);', CONTRACT.read_text())
    assert [int(number) for *_, number in found] == list(range(1, len(found) + 1))
    assert len(found) == len(re.findall(r"^  PHRASE_\w+ = [1-9]", CONTRACT.read_text(), re.M))
    return {name: sentence for sentence, name, _ in found}


def on_the_pc():
    """Picture and sentence, in the order of the numbers."""
    return re.findall(r'\{"([\w-]+)",\s+tr\("([^"]+)"\)\}', ON_THE_PC.read_text())


def page_words(language):
    words = json.loads((WORDS / f"{language}.json").read_text())
    return {name: words[f"phrase.{name.lower()}"] for name in contract()}


def french_of_the_pc():
    return dict(re.findall(r'^msgid "(.*)"\nmsgstr "(.*)"$', FRENCH.read_text(), re.M))


def test_the_pc_says_what_the_contract_says():
    assert [sentence for _, sentence in on_the_pc()] == list(contract().values())


def test_the_page_says_what_the_family_reads():
    assert page_words("en") == contract()
    french = french_of_the_pc()
    assert page_words("fr") == {name: french[sentence] for name, sentence in contract().items()}


def test_both_show_the_same_picture():
    page = ON_THE_PAGE.read_text()
    icons = dict(re.findall(r"^import (\w+) from 'icon:([\w-]+)';$", page, re.M))
    shown = {name: icons[icon] for name, icon in re.findall(r"card\(Phrase\.(\w+), (\w+),", page)}
    assert shown == dict(zip(contract(), (icon for icon, _ in on_the_pc())))
