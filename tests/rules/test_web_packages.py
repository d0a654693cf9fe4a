"""The web packages work with Debian 12's own Node 18."""

import json
import re

import house

NODE = (18, 20, 4)


def version(text):
    numbers = [int(part) if part.isdigit() else 0 for part in re.split(r"[.-]", text.strip("v= "))[:3]]
    return tuple(numbers + [0] * (3 - len(numbers)))


def meets(comparator, node):
    sign, text = re.fullmatch(r"(\^|~|>=|<=|>|<|=)?\s*v?(.*)", comparator).groups()
    if text in ("*", "", "x"):
        return True
    given = version(text)
    parts = len(text.split("."))
    if sign == ">=":
        return node >= given
    if sign == ">":
        return node > given if parts == 3 else node[:parts] > given[:parts]
    if sign == "<":
        return node < given
    if sign == "<=":
        return node <= given if parts == 3 else node[:parts] <= given[:parts]
    if sign == "^":
        return node >= given and node[0] == given[0]
    if sign == "~":
        return node >= given and node[:2] == given[:2]
    return node[:parts] == given[:parts]


def admits(engines, node=NODE):
    wanted = re.sub(r"(\^|~|>=|<=|>|<|=)\s+", r"\1", engines)
    return any(all(meets(part, node) for part in option.split()) for option in wanted.split("||"))


def test_every_locked_package_admits_node_18():
    locks = house.files("package-lock.json")
    assert locks
    wrong = [
        f"{house.name(lock)}: {package} wants {about['engines']['node']}"
        for lock in locks
        for package, about in json.loads(house.text(lock))["packages"].items()
        if isinstance(about.get("engines"), dict) and "node" in about["engines"]
        and not about.get("optional") and not admits(about["engines"]["node"])
    ]
    assert wrong == []


def test_versions_are_exact():
    loose = [
        f"{house.name(path)}: {package} {wanted}"
        for path in house.files("package.json")
        for kind in ("dependencies", "devDependencies")
        for package, wanted in json.loads(house.text(path)).get(kind, {}).items()
        if not re.fullmatch(r"\d+\.\d+\.\d+(-[\w.]+)?", wanted)
    ]
    assert loose == []


def test_ranges_are_read():
    assert admits("^18.0.0 || ^20.0.0 || >=22.0.0")
    assert admits(">= 10.13.0") and admits(">=18") and admits("18 || 20") and admits("*")
    assert not admits("^20.19.0 || >=22.12.0") and not admits(">=20") and not admits("<18")
