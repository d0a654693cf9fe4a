#!/usr/bin/python3
"""Writes docs/PROTOCOL.md from the comments of the .proto files, which are the specification.

    proto/doc/protocol.py            prints the page
    proto/doc/protocol.py --check    exits 1 when docs/PROTOCOL.md says something else
"""

import pathlib
import subprocess
import sys
import tempfile

from google.protobuf import descriptor_pb2

PROTO = pathlib.Path(__file__).resolve().parents[1]
PAGE = PROTO.parent / "docs" / "PROTOCOL.md"
SCALARS = {
    3: "int64", 4: "uint64", 5: "int32", 8: "bool", 9: "string", 12: "bytes", 13: "uint32",
}
ROLES_OPTION, ABOUT_OPTION = 50101, 50104
# Path elements of descriptor.proto, SourceCodeInfo.Location.path.
MESSAGE, ENUM, SERVICE = 4, 5, 6
FIELD, NESTED_ENUM, METHOD, VALUE = 2, 4, 2, 2


def descriptors(folder):
    files = sorted(str(f.relative_to(PROTO)) for f in folder.glob("*.proto"))
    with tempfile.NamedTemporaryFile() as out:
        subprocess.run(
            ["protoc", f"-I{PROTO}", "--include_source_info", f"--descriptor_set_out={out.name}", *files],
            check=True,
        )
        return descriptor_pb2.FileDescriptorSet.FromString(pathlib.Path(out.name).read_bytes()).file


class Comments:
    """The comment of each path of one file: what stands above it, or behind it on its line."""

    def __init__(self, file):
        self.text = {}
        for location in file.source_code_info.location:
            said = location.leading_comments or location.trailing_comments
            if said.strip():
                self.text[tuple(location.path)] = " ".join(said.split())
        detached = [l for l in file.source_code_info.location if l.path == [12]]  # `syntax`
        self.head = " ".join(" ".join(l.leading_comments.split()) for l in detached)

    def __getitem__(self, path):
        return self.text.get(path, "")


def kind(field):
    name = field.type_name.rsplit(".", 1)[-1] if field.type_name else SCALARS.get(field.type, "?")
    return f"repeated {name}" if field.label == 3 else name


def values(method, option):
    """An option's small numbers, read from the raw bytes: this page needs no generated code."""
    raw, found, i = method.options.SerializeToString(), [], 0
    tag = [((option << 3) & 0x7F) | 0x80, ((option << 3) >> 7 & 0x7F) | 0x80, option << 3 >> 14]
    while i + 3 < len(raw):
        if list(raw[i : i + 3]) == tag:
            found.append(raw[i + 3])
            i += 4
        else:
            i += 1
    return found


def roles(method):
    names = ["-", "stranger", "machine", "mediator", "support", "admin"]
    said = ", ".join(names[value] for value in values(method, ROLES_OPTION))
    return f" · {said}" if said else ""


def about(method):
    names = ["-", "", "household", "data keys", "machine", "machine to call", "itself", "own session", "machine of hers"]
    said = ", ".join(names[value] for value in values(method, ABOUT_OPTION))
    return f" · about: {said}" if said else ""


def services(file, comments):
    for s, service in enumerate(file.service):
        yield f"\n### service {service.name}\n\n{comments[(SERVICE, s)]}\n".replace("\n\n\n", "\n\n")
        for m, method in enumerate(service.method):
            ask = ("stream " if method.client_streaming else "") + method.input_type.rsplit(".", 1)[-1]
            answer = ("stream " if method.server_streaming else "") + method.output_type.rsplit(".", 1)[-1]
            said = comments[(SERVICE, s, METHOD, m)]
            yield f"- **{method.name}**({ask}) → {answer}{roles(method)}{about(method)}" + (f". {said}" if said else "")


def enums(found, path, comments):
    for e, enum in enumerate(found):
        yield f"\n**enum {enum.name}**. {comments[path + (e,)]}\n".replace(". \n", "\n")
        for v, value in enumerate(enum.value):
            said = comments[path + (e, VALUE, v)]
            yield f"- `{value.name}` = {value.number}" + (f": {said}" if said else "")


def messages(file, comments):
    for m, message in enumerate(file.message_type):
        yield f"\n**{message.name}**. {comments[(MESSAGE, m)]}\n".replace(". \n", "\n")
        for f, field in enumerate(message.field):
            said = comments[(MESSAGE, m, FIELD, f)]
            yield f"- `{field.name}` = {field.number}, {kind(field)}" + (f": {said}" if said else "")
        yield from enums(message.enum_type, (MESSAGE, m, NESTED_ENUM), comments)


def page():
    yield "# Protocol\n\nWritten from the comments of `proto/maintendue` by `proto/doc/protocol.py`; they are the specification."
    for folder in ("maintendue/v1", "maintendue/local/v1"):
        for file in descriptors(PROTO / folder):
            comments = Comments(file)
            yield f"\n## {file.name}\n\n{comments.head}"
            yield from services(file, comments)
            yield from enums(file.enum_type, (ENUM,), comments)
            yield from messages(file, comments)


def main():
    text = "\n".join(page()).replace("\n\n\n", "\n\n") + "\n"
    if "--check" not in sys.argv:
        print(text, end="")
        return 0
    if PAGE.read_text() == text:
        return 0
    print("docs/PROTOCOL.md is not what the contracts say: proto/doc/protocol.py > docs/PROTOCOL.md", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
