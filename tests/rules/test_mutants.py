"""tests/mutants: what a mutant changes stands in its file, once."""

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
