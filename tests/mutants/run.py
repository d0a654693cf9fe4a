#!/usr/bin/python3
"""Breaks the product on purpose, one check at a time, and wants its tests to notice.

    tests/mutants/run.py [SUITE...]

A suite is a file of this folder, without its ending. Each mutant replaces one text of one source file,
builds the test program that should notice, and runs it: a program that stays green is a mutant that
lives, and the end is 1. The sources are as they were afterwards, whatever happens.
"""

import os
import pathlib
import signal
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build/dev"
MOST_S = 600
# The share of the seeded scenarios that every run of the tests plays: what takes all of them to be noticed is not noticed.
SCENARIOS = {**os.environ, "MT_SCENARIOS": "50"}


def build(target):
    environment = {**os.environ, "CCACHE_BASEDIR": str(ROOT), "CCACHE_SLOPPINESS": "pch_defines,time_macros"}
    command = ["cmake", "--build", str(BUILD), "-j2", "--target", target]
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def fate(mutant, target):
    """`caught` when a test goes red with it, `LIVES` when none does, or why neither can be said.

    A mutant that `hangs` is caught, too, when a test waits for what does not come any more.
    """
    source = ROOT / mutant["file"]
    honest = source.read_text(encoding="utf-8")
    if honest.count(mutant["from"]) != 1:
        raise SystemExit(f"error: {mutant['name']}: its text stands {honest.count(mutant['from'])} times in {mutant['file']}")
    try:
        source.write_text(honest.replace(mutant["from"], mutant["to"]), encoding="utf-8")
        built = build(target)
        if built.returncode != 0:
            return "does not build"
        try:
            run = subprocess.run([BUILD / "tests" / target], env=SCENARIOS, capture_output=True, timeout=MOST_S)
        except subprocess.TimeoutExpired:
            return "caught" if mutant.get("hangs") else "HANGS"
        return "caught" if run.returncode != 0 else "LIVES"
    finally:
        source.write_text(honest, encoding="utf-8")


def main(wanted):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    alive, tried = [], 0
    for suite in sorted(ROOT.glob("tests/mutants/*.toml")):
        if wanted and suite.stem not in wanted:
            continue
        described = tomllib.loads(suite.read_text(encoding="utf-8"))
        targets = set()
        for mutant in described["mutant"]:
            target = mutant.get("target", described["target"])
            targets.add(target)
            became = fate(mutant, target)
            tried += 1
            print(f"{became:<16}{suite.stem}: {mutant['name']}", flush=True)
            alive += [mutant["name"]] * (became != "caught")
        for target in targets:
            build(target)  # of the honest sources again
    print(f"mutants={tried} alive={len(alive)}")
    return 1 if alive or not tried else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
