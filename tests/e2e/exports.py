"""Exports of session logs, made and looked at by the command that an administrator types."""

import os
import subprocess

from world import BUILT


def console(world, *words):
    """A command as an administrator types it: (exit code, what it said)."""
    done = subprocess.run(
        [str(BUILT / "bin/maintendue-console"), *map(str, words)], capture_output=True, text=True,
        stdin=subprocess.DEVNULL, timeout=60, env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    said = (done.stdout + done.stderr).strip()
    assert "\n" not in said, said
    return done.returncode, said


def exported(world, name):
    out = world.folder / name
    code, said = console(
        world, "log", "export", "--home", world.association.home("Nadia"), "--relay", f"localhost:{world.server.port}",
        "--machine", world.machine, "--out", out, "--passphrase-file", world.folder / "association-passphrases/nadia",
    )
    assert code == 0, said
    return out


def verified(world, file):
    return console(world, "verify-log", file, "--root", world.association.folder / "root.crt")
