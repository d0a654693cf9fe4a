"""tests/mutants: what a mutant changes stands in its file, once; each suite is told of with what must notice it."""

import re
import tomllib

import house

SUITES = sorted((house.ROOT / "tests/mutants").glob("*.toml"))


def test_every_mutant_fits_the_tree():
    assert SUITES
    wrong = []
    for suite in SUITES:
        told = tomllib.loads(house.text(suite))
        for mutant in told["mutant"]:
            count = house.text(house.ROOT / mutant["file"]).count(mutant["from"])
            if count != 1:
                wrong.append(f"{suite.stem}: {mutant['name']}: {count} times in {mutant['file']}")
    assert wrong == []


def test_the_readme_tells_of_every_suite_how_many_and_what_must_notice():
    row = re.compile(r"^\| `(\w+)` \| (\d+) \| ([^|]+) \| [^|]+ \|$", re.M)
    told = {
        suite: (int(count), set(re.findall(r"`(\w+)`", targets)))
        for suite, count, targets in row.findall(house.text(house.ROOT / "tests/mutants/README.md"))
    }
    there = {}
    for suite in SUITES:
        read = tomllib.loads(house.text(suite))
        there[suite.stem] = (len(read["mutant"]), {one.get("target", read["target"]) for one in read["mutant"]})
    assert told == there
