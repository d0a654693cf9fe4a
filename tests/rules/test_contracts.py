"""The contracts as descriptors: roles, personal fields, and words where a reader needs them."""

import importlib
import subprocess
import sys

import pytest
from google.protobuf import descriptor_pb2

import house

PROTO = house.ROOT / "proto"
CONTRACTS = [path.relative_to(PROTO).as_posix() for path in sorted(PROTO.rglob("*.proto"))]
RELAYED = "maintendue.v1"
LOCAL = "maintendue.local.v1"


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    """(files, roles of a method, whether a field is personal)"""
    out = tmp_path_factory.mktemp("contracts")
    subprocess.run(
        ["protoc", f"-I{PROTO}", f"--python_out={out}", f"--descriptor_set_out={out}/all.pb",
         "--include_source_info", *CONTRACTS],
        check=True,
    )
    sys.path.insert(0, str(out))
    try:
        options = importlib.import_module("maintendue.v1.options_pb2")
    finally:
        sys.path.remove(str(out))
    files = descriptor_pb2.FileDescriptorSet.FromString((out / "all.pb").read_bytes()).file
    return files, lambda method: list(method.options.Extensions[options.roles]), \
        lambda field: field.options.Extensions[options.personal]


def services(files, package=None):
    return [(f, s) for f in files for s in f.service if package in (None, f.package)]


def test_every_method_declares_who_may_call_it(described):
    files, roles, _ = described
    methods = [(s.name, m.name, roles(m)) for _, s in services(files) for m in s.method]
    assert methods
    assert [f"{s}.{m}" for s, m, allowed in methods if not allowed or 0 in allowed] == []


def test_strangers_only_enrol_and_machines_only_attach_and_join(described):
    files, roles, _ = described
    open_to = {
        role: {f"{s.name}.{m.name}" for _, s in services(files) for m in s.method if role in roles(m)}
        for role in (1, 2)
    }
    assert open_to == {1: {"Enrolment.Enrol"}, 2: {"AgentLink.Attach", "Tunnel.Join"}}


def test_personal_fields_stay_on_the_operators_own_pc(described):
    files, _, personal = described
    wrong = [
        f"{f.package}.{message.name}.{field.name}"
        for f in files for message in f.message_type for field in message.field
        if personal(field) and f.package != LOCAL
    ]
    assert wrong == []


def test_no_relay_service_uses_a_local_message(described):
    files, _, _ = described
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
    files, _, _ = described
    silent = []
    for f in files:
        commented = {tuple(place.path) for place in f.source_code_info.location if place.leading_comments.strip()}
        for s, service in enumerate(f.service):
            for m, method in enumerate(service.method):
                if (6, s, 2, m) not in commented:
                    silent.append(f"{service.name}.{method.name}")
    assert silent == []


def test_every_contract_begins_with_what_it_is_for():
    assert [c for c in CONTRACTS if not house.text(PROTO / c).startswith("// ")] == []
