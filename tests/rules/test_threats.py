"""docs/THREATS.md names tests: each of them is in the tree."""

import re

import house

NAMED = re.compile(r"`((?:\w+\.\w+)|(?:test_\w+))`")
CXX_TEST = re.compile(r"^\s*(?:TEST|TEST_F|TEST_P|STORY)\((\w+),\s*(\w+)\)", re.M)
PYTHON_TEST = re.compile(r"^def (test_\w+)\(", re.M)


def named():
    """What stands in the last column of the tables."""
    rows = [line.split("|") for line in house.text(house.ROOT / "docs/THREATS.md").splitlines() if line.startswith("|")]
    return [(row[1].strip(), NAMED.findall(row[3])) for row in rows if not set(row[1]) <= set("- ") and "shown by" not in row[3]]


def in_the_tree():
    tests = [path for path in house.files(".cc", ".py") if house.name(path).startswith("tests/")]
    found = {f"{suite}.{name}" for path in tests for suite, name in CXX_TEST.findall(house.text(path))}
    return found | {name for path in tests for name in PYTHON_TEST.findall(house.text(path))}


def test_every_row_is_shown_by_tests_that_exist():
    rows, known = named(), in_the_tree()
    assert len(rows) > 20
    assert [threat for threat, tests in rows if not tests] == []
    assert [test for _, tests in rows for test in tests if test not in known] == []


def test_the_reader_finds_both_kinds_of_test():
    known = in_the_tree()
    assert {"Confinement.KillsWhoeverAsksForMore", "test_every_include_is_allowed"} <= known
    assert "Confinement.DoesNothing" not in known
