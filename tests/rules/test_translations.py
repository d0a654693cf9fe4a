"""What docs/TRANSLATING.md says of each language is what its file says of itself, and what is compiled."""

import re

import house

PO = house.ROOT / "agent/po"
PAGE = house.text(house.ROOT / "docs/TRANSLATING.md")


def catalogues():
    return {path.stem: house.text(path) for path in sorted(PO.glob("*.po"))}


def test_each_file_names_its_language_and_says_whether_a_speaker_has_read_it():
    for tag, text in catalogues().items():
        assert f'"Language: {tag}\\n"' in text, tag
        assert re.search(r'^"X-Read-By-Speaker: (yes|no)\\n"$', text, re.M), tag


def test_the_page_says_the_same():
    told = dict(re.findall(r"^\| [^|]+ \| `(\w+)\.po` \| (yes|no) \|$", PAGE, re.M))
    assert told == {tag: re.search(r"X-Read-By-Speaker: (\w+)", text)[1] for tag, text in catalogues().items()}


def test_what_is_written_can_be_chosen():
    compiled = re.search(r"^foreach\(language ([a-z ]+)\)$", house.text(PO / "CMakeLists.txt"), re.M)[1].split()
    listed = re.findall(r'Language\{"(\w+)", ', house.text(PO / "catalogue.cc"))
    assert sorted(compiled) == sorted(listed) == sorted(catalogues())
