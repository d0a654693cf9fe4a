"""The contracts as descriptors, with the options that the house gives to methods and fields."""

import importlib
import subprocess
import sys
from types import SimpleNamespace

import pytest
from google.protobuf import descriptor_pb2

import house

PROTO = house.ROOT / "proto"
CONTRACTS = [path.relative_to(PROTO).as_posix() for path in sorted(PROTO.rglob("*.proto"))]


def fields(files):
    """(package.Message.field, descriptor) of every field, of nested messages too."""
    def of(message, name):
        yield from ((f"{name}.{field.name}", field) for field in message.field)
        for nested in message.nested_type:
            yield from of(nested, f"{name}.{nested.name}")
    for f in files:
        for message in f.message_type:
            yield from of(message, f"{f.package}.{message.name}")


@pytest.fixture(scope="session")
def described(tmp_path_factory):
    """`files` and their `fields`; `roles` of a method, and what it is `about`; whether a field is `secret`, is
    `personal`."""
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
    return SimpleNamespace(
        files=files,
        fields=list(fields(files)),
        roles=lambda method: list(method.options.Extensions[options.roles]),
        about=lambda method: method.options.Extensions[options.about],
        secret=lambda field: field.options.Extensions[options.secret],
        personal=lambda field: field.options.Extensions[options.personal],
    )
