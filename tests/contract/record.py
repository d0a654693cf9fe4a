#!/usr/bin/python3
"""Adds what is new in the contracts to promises.txt and golden.txt. What stands there already stays."""

import pathlib
import tempfile

import contracts

HERE = pathlib.Path(__file__).resolve().parent


def add(path, entries):
    known = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    keys = {line.split(" = ")[0] for line in known}
    new = [line for line in entries if line.split(" = ")[0] not in keys]
    path.write_text("\n".join(sorted(known + new)) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(new)} new of {len(known) + len(new)}")


with tempfile.TemporaryDirectory() as folder:
    classes = contracts.load(folder)
    add(HERE / "promises.txt", contracts.lines(classes))
    add(HERE / "golden.txt", [
        f"{name} = {contracts.sample(kind).SerializeToString(deterministic=True).hex()}"
        for name, kind in classes.items()
    ])
