"""The contracts as descriptors: roles, personal fields, and words where a reader needs them."""

import re

import house
from conftest import CONTRACTS, PROTO

RELAYED = "maintendue.v1"
LOCAL = "maintendue.local.v1"
# What a field that lets somebody in is called, and field types that can hold it.
LETS_IN = re.compile(r"(^|_)(token|ticket|passphrase|password|secret|pin|private_key)$")
TEXT_OR_BYTES = (9, 12)
# A method of the contracts where a gate begins to serve it, and where the table of roles names it.
SERVED = re.compile(r"on_(?:call|stream)(?:<[^>]*>)?\(\s*(?:server,\s*)?\"/([\w.]+)/(\w+)\"")
NAMED = re.compile(r"\{\"([\w.]+)\",")
TABLES = house.ROOT / "tests/support/table_of_roles.h"


def services(files, package=None):
    return [(f, s) for f in files for s in f.service if package in (None, f.package)]


def relayed(files):
    """{full name: method} of what a relay or an enrolment process may serve."""
    return {f"{f.package}.{s.name}.{m.name}": m for f, s in services(files, RELAYED) for m in s.method}


def test_every_method_of_a_server_declares_who_may_call_it_and_what_it_is_about(described):
    methods = relayed(described.files)
    assert methods
    assert [name for name, m in methods.items() if not described.roles(m) or 0 in described.roles(m)] == []
    assert [name for name, m in methods.items() if not described.about(m)] == []


def test_no_method_of_the_operators_own_pc_declares_a_role_that_nobody_reads(described):
    local = [(s.name, m) for _, s in services(described.files, LOCAL) for m in s.method]
    assert local
    assert [f"{s}.{m.name}" for s, m in local if described.roles(m) or described.about(m)] == []


def test_the_table_of_roles_names_every_method_of_a_server_and_no_other(described):
    tables = [NAMED.findall(part) for part in house.text(TABLES).split("inline const std::map")[1:]]
    assert [len(names) for names in tables] == [len(set(names)) for names in tables]
    assert [set(names) for names in tables] == [set(relayed(described.files))] * 2


def test_the_relay_and_the_enrolment_serve_every_method_that_is_declared_and_no_other(described):
    def served(paths):
        return [".".join(found) for path in paths for found in SERVED.findall(house.text(path))]

    gates = [path for path in house.product(".cc") if house.name(path).startswith("relay/")]
    of_enrolment = served(path for path in gates if "enrolment" in path.parts)
    of_relay = served(path for path in gates if "enrolment" not in path.parts)
    begun = sum(len(re.findall(r"\bon_(?:call|stream)\b", house.text(path))) for path in gates)
    assert begun == len(of_relay) + len(of_enrolment), "one is served by a name that is not written where it is"
    enrolments = [name for name in relayed(described.files) if name.startswith(f"{RELAYED}.Enrolment.")]
    assert sorted(of_enrolment) == sorted(enrolments)
    assert sorted(of_relay) == sorted(set(relayed(described.files)) - set(enrolments))


def test_strangers_only_enrol_and_machines_only_attach_and_join(described):
    files, roles = described.files, described.roles
    open_to = {
        role: {f"{s.name}.{m.name}" for _, s in services(files) for m in s.method if role in roles(m)}
        for role in (1, 2)
    }
    # An order carries its own proof: who gives it stands in the roster.
    assert open_to == {1: {"Enrolment.Enrol", "Enrolment.GiveOrder"}, 2: {"AgentLink.Attach", "Tunnel.Join"}}


def test_personal_fields_stay_on_the_operators_own_pc(described):
    personal = [where for where, field in described.fields if described.personal(field)]
    assert personal
    assert [where for where in personal if not where.startswith(f"{LOCAL}.")] == []


def test_all_that_is_said_of_a_family_is_personal(described):
    said = {where: field for where, field in described.fields if where.startswith(f"{LOCAL}.Household.")}
    about_the_writing = {f"{LOCAL}.Household.{name}" for name in ("written_by", "written_ms", "padding")}
    assert about_the_writing < set(said)
    assert [where for where in set(said) - about_the_writing if not described.personal(said[where])] == []


def test_what_lets_somebody_in_is_marked_secret(described):
    named = [
        (where, described.secret(field)) for where, field in described.fields
        if field.type in TEXT_OR_BYTES and LETS_IN.search(field.name)
    ]
    assert len(named) > 5
    assert [where for where, marked in named if not marked] == []


def test_no_relay_service_uses_a_local_message(described):
    files = described.files
    messages = {f".{f.package}.{m.name}": m for f in files for m in f.message_type}

    def reached(name, seen):
        if name in seen or name not in messages:
            return seen
        seen.add(name)
        for field in messages[name].field:
            reached(field.type_name, seen)
        return seen

    for _, service in services(files, RELAYED):
        for method in service.method:
            for used in reached(method.input_type, set()) | reached(method.output_type, set()):
                assert not used.startswith(f".{LOCAL}."), f"{service.name}.{method.name} carries {used}"


def test_services_and_methods_say_what_they_do(described):
    silent = []
    for f in described.files:
        commented = {tuple(place.path) for place in f.source_code_info.location if place.leading_comments.strip()}
        for s, service in enumerate(f.service):
            for m, method in enumerate(service.method):
                if (6, s, 2, m) not in commented:
                    silent.append(f"{service.name}.{method.name}")
    assert silent == []


def test_every_contract_begins_with_what_it_is_for():
    assert [c for c in CONTRACTS if not house.text(PROTO / c).startswith("// ")] == []
