"""Every field of every log event stands in docs/LOGGING.md, and nothing else does."""

import re

import house

LISTED = re.compile(r"^\| `([a-z_]+)` \|", re.M)


def calls(source):
    """The argument text of each log::event( call."""
    for start in re.finditer(r"\blog::event\(", source):
        depth, end = 1, start.end()
        while depth and end < len(source):
            depth += {"(": 1, ")": -1}.get(source[end], 0)
            end += 1
        yield source[start.end():end - 1]


def fields(call):
    return re.findall(r"\{\s*\"([^\"]+)\"\s*,", call)


def test_fields_are_listed():
    listed = set(LISTED.findall(house.text(house.ROOT / "docs/LOGGING.md")))
    used = {}
    for path in house.product(".cc", ".h"):
        for call in calls(house.without_comments(house.text(path))):
            for field in fields(call):
                used.setdefault(field, house.name(path))
    assert used
    assert {field: where for field, where in used.items() if field not in listed} == {}, "not in docs/LOGGING.md"
    assert listed - set(used) == set(), "listed in docs/LOGGING.md, used nowhere"


def test_sentences_are_fixed():
    built = []
    for path in house.product(".cc"):
        for call in calls(house.without_comments(house.text(path))):
            if re.search(r"fmt::format|std::to_string|\"\s*\+|\+\s*\"", call.split("{{")[0]):
                built.append(f"{house.name(path)}: {call[:80]}")
    assert built == []


def test_the_reader_finds_fields():
    call = next(calls('log::event("a", log::Level::info, "b (c)", {{"session", id}, {"reason", f(x)}});'))
    assert fields(call) == ["session", "reason"]
