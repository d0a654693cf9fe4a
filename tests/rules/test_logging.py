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


def named(call, names):
    """Which of these fields a call of log::event reads, from a message or from a struct of ours."""
    code = re.sub(r"\"[^\"]*\"", "", call)
    return sorted(set(re.findall(r"(?:\.|->)\s*(\w+)", code)) & names)


def test_nothing_secret_or_personal_is_logged(described):
    kept = {field.name for _, field in described.fields if described.secret(field) or described.personal(field)}
    assert {"ticket", "passphrase", "operator_name"} <= kept
    told = []
    for path in house.product(".cc", ".h"):
        for call in calls(house.without_comments(house.text(path))):
            told += [f"{house.name(path)}: {name}" for name in named(call, kept)]
    assert told == []


def test_the_reader_finds_what_is_named():
    call = next(calls('log::event("a", log::Level::info, "a.token", {{"x", offer->ticket()}, {"y", who.name}});'))
    assert named(call, {"ticket", "token", "operator_name"}) == ["ticket"]


def test_the_reader_finds_fields():
    call = next(calls('log::event("a", log::Level::info, "b (c)", {{"session", id}, {"reason", f(x)}});'))
    assert fields(call) == ["session", "reason"]
