"""Who includes what: include_rules.toml against every C++ file that ships."""

import re

import house

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.M)
FOLDERS = sorted(house.RULES["folder"], key=lambda rule: -len(rule["path"]))
OURS = [rule["path"] for rule in FOLDERS]
SOURCES = [path for path in house.product(".cc", ".h")]


def rule_of(name):
    return next((rule for rule in FOLDERS if name.startswith(rule["path"] + "/")), None)


def folder_of(include):
    """The folder of ours that a header is from, or None for a foreign one."""
    if include.endswith(".pb.h"):
        return "generated"
    for candidate in (include, "proto/" + include):
        for folder in OURS:
            if candidate.startswith(folder + "/"):
                return folder
    return None


def is_standard(include):
    return "." not in include and "/" not in include


def from_library(include, library):
    return any(
        include == start if start.endswith((".h", ".hpp")) else include.startswith(start)
        for start in house.RULES["libraries"][library]
    )


def includes(path):
    return INCLUDE.findall(house.text(path))


def test_every_source_has_a_rule():
    assert SOURCES
    assert [house.name(path) for path in SOURCES if rule_of(house.name(path)) is None] == []


def test_every_place_that_has_a_rule_is_there():
    folders = {path for rule in FOLDERS for path in [rule["path"], *rule["sees"]]} - {"generated"}
    lists = [house.RULES["generated"]["may_include"], *house.RULES["only"].values()]
    lists += [house.RULES[rule]["allowed"] for rule in ("mutex", "sleep")]
    starts = {folder + "/" for folder in folders} | {start for one in lists for start in one}
    names = [house.name(path) for path in house.files()]
    assert [start for start in sorted(starts) if not any(name.startswith(start) for name in names)] == []


def test_every_include_is_allowed():
    wrong = []
    for path in SOURCES:
        name, rule = house.name(path), rule_of(house.name(path))
        for include in includes(path) if rule else []:
            folder = folder_of(include)
            if folder is None and "/" not in include and (path.parent / include).is_file():
                folder = rule["path"]  # a neighbour in the same folder
            if folder is not None:
                allowed = folder in rule["sees"]
            else:
                allowed = is_standard(include) or any(from_library(include, lib) for lib in rule["libraries"])
            if not allowed:
                wrong.append(f"{name} must not see {include}")
    assert wrong == []


def test_generated_messages_stop_at_gates_links_and_sockets():
    allowed = tuple(house.RULES["generated"]["may_include"])
    wrong = [
        f"{house.name(path)} sees {include}"
        for path in SOURCES
        for include in includes(path)
        if include.endswith(".pb.h") and not house.name(path).startswith(allowed)
    ]
    assert wrong == []


def test_headers_for_few():
    wrong = [
        f"{house.name(path)} sees {include}"
        for start, allowed in house.RULES["only"].items()
        for path in SOURCES
        for include in includes(path)
        if include.startswith(start) and not house.name(path).startswith(tuple(allowed))
    ]
    assert wrong == []


def test_the_relay_links_no_seal():
    lists = house.ROOT / "relay"
    wrong = [
        house.name(path)
        for path in lists.rglob("CMakeLists.txt")
        if re.search(r"maintendue(::|_)(seal|tunnel)\b", house.text(path))
    ]
    assert wrong == []


def test_the_relay_opens_no_record():
    assert [rule["path"] for rule in house.RULES["folder"] if "proto/sealed_record" in rule["sees"]] == [
        "proto/sealed_record", "console",
    ]
    linked = [house.name(path) for path in (house.ROOT / "relay").rglob("CMakeLists.txt") if "sealed_record" in house.text(path)]
    assert linked == []


def test_the_checker_knows_a_wrong_include():
    relay = rule_of("relay/session/session.h")
    assert folder_of("seal/endpoint.h") == "proto/seal" not in relay["sees"]
    assert not any(from_library("rfb/rfb.h", library) for library in relay["libraries"])
    assert not any(from_library("grpcpp/grpcpp.h", library) for library in rule_of("proto/base/a.h")["libraries"])
