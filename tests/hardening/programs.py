"""The programs as they were built, and what readelf and objdump say of them."""

import functools
import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILT = pathlib.Path(os.environ.get("MT_BUILT", ROOT / "build/dev"))
BIN = BUILT / "bin"
# As the build names them: a program that is added is read too.
NAMES = sorted(
    name
    for lists in ROOT.glob("[acr]*/**/CMakeLists.txt")
    for name in re.findall(r"^maintendue_program\((\S+)", lists.read_text(encoding="utf-8"), re.M)
)


@functools.cache
def says(tool, *words):
    """What a tool of binutils prints, in English."""
    return subprocess.run(
        [tool, *words], check=True, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"}
    ).stdout


def read(name, what):
    return says("readelf", "-W", what, str(BIN / name))


def wanted_symbols(name):
    """What the program takes from the libraries it is linked with, without versions."""
    return {
        line.split()[7].split("@")[0]
        for line in read(name, "--dyn-syms").splitlines()
        if re.match(r"\s+\d+:", line) and line.split()[6] == "UND" and len(line.split()) > 7
    }


def is_x86(name):
    return "X86-64" in read(name, "--file-header")
