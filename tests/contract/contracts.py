"""The contracts as Python classes, made from proto/maintendue on the spot."""

import importlib
import pathlib
import subprocess
import sys

from google.protobuf import descriptor_pool, message_factory

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROTO = ROOT / "proto"
FILES = [path.relative_to(PROTO).as_posix() for path in sorted(PROTO.rglob("*.proto"))]


def load(out):
    """Generates into `out` and imports. Returns {full name: message class}."""
    subprocess.run(["protoc", f"-I{PROTO}", f"--python_out={out}", *FILES], check=True)
    sys.path.insert(0, str(out))
    for name in FILES:
        importlib.import_module(name.removesuffix(".proto").replace("/", ".") + "_pb2")
    factory = message_factory.MessageFactory(descriptor_pool.Default())
    return {
        message.full_name: factory.GetPrototype(message)
        for name in FILES
        for message in _all(descriptor_pool.Default().FindFileByName(name).message_types_by_name.values())
    }


def _all(messages):
    for message in messages:
        yield message
        yield from _all(message.nested_types)


def lines(classes):
    """One line for each promise: `message field number type`, `enum value number`."""
    promised, enums = [], {}
    for name, kind in classes.items():
        for field in kind.DESCRIPTOR.fields:
            shape = ("message", "enum")[field.enum_type is not None] + " " if field.message_type or field.enum_type else ""
            of = (field.message_type or field.enum_type).full_name if shape else str(field.type)
            many = "repeated " if field.label == field.LABEL_REPEATED else ""
            promised.append(f"{name} {field.name} {field.number} {many}{shape}{of}")
        for enum in [field.enum_type for field in kind.DESCRIPTOR.fields if field.enum_type]:
            enums[enum.full_name] = enum
    promised += [f"{name} {v.name} {v.number}" for name, enum in enums.items() for v in enum.values]
    return sorted(promised)


def sample(kind, depth=0):
    """A message with every field set, the last branch of each choice, values made from field numbers."""
    message = kind()
    for field in kind.DESCRIPTOR.fields:
        if field.message_type is not None:
            if depth > 4:
                continue
            value = sample(field.message_type._concrete_class, depth + 1)
            if field.label == field.LABEL_REPEATED:
                getattr(message, field.name).add().CopyFrom(value)
            else:
                getattr(message, field.name).CopyFrom(value)
                getattr(message, field.name).SetInParent()
            continue
        value = _value(field)
        if field.label == field.LABEL_REPEATED:
            getattr(message, field.name).extend([value, value])
        else:
            setattr(message, field.name, value)
    return message


def _value(field):
    if field.enum_type is not None:
        return field.enum_type.values[-1].number
    return {
        "string": f"{field.name} é", "bytes": bytes([field.number, 0, 255]), "bool": True,
    }.get(_kind(field), 300 + field.number)


def _kind(field):
    return {field.TYPE_STRING: "string", field.TYPE_BYTES: "bytes", field.TYPE_BOOL: "bool"}.get(field.type)
