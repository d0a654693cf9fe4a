#!/usr/bin/python3
"""How long a session takes to be whole again once its line is back.

    tests/bench/line_cut.py [--seconds 30] [--rounds 3]

The real programs on one machine (tests/e2e), the family's PC and the console each behind a line that can be cut.
While it is cut it swallows everything, as a network without a route does: nothing is told to either end, what is
dialled meanwhile never answers, and no connection of before lives again. Timed from the moment the line carries
again to the last byte of a whole screen on the page's side.
"""

import argparse
import pathlib
import statistics
import sys
import tempfile
import time

REPO = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(REPO / "tests/e2e"), str(REPO / "deploy"), str(REPO / "tests/contract")]

import contracts  # noqa: E402
from mediator import Viewer  # noqa: E402
from world import World  # noqa: E402

SIDES = {"pc": ("pc_line",), "console": ("console_line",), "both": ("pc_line", "console_line")}


def picture(assistance):
    """Asks for the whole screen; returns once nothing more of it comes, with the time of its last byte."""
    viewer = Viewer(assistance)
    viewer.want_picture()
    assistance.until("a picture", lambda _, start=assistance.received: assistance.received > start)
    last = time.monotonic()
    while assistance.step(0.3):
        last = time.monotonic()
    return last


def one_cut(world, assistance, names, seconds):
    lines = [getattr(world, name) for name in names]
    for line in lines:
        line.cut()
    cut = time.monotonic()
    assistance.phase("CUT", within=20)
    noticed = time.monotonic() - cut
    while time.monotonic() < cut + seconds:
        assistance.step(min(0.5, max(0.01, cut + seconds - time.monotonic())))
    for line in lines:
        line.restore()
    back = time.monotonic()
    assistance.phase("VIEWING", within=20)
    return noticed, time.monotonic() - back, picture(assistance) - back


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        world = World(contracts.load(pathlib.Path(folder)))
        try:
            page = world.whole(lines=True)
            assistance = world.viewed(page)
            picture(assistance)
            print(f"{wanted.seconds:.0f} s without a line, {wanted.rounds} times a side")
            print("cut on     noticed after   told after   whole picture after")
            for side, names in SIDES.items():
                rounds = [one_cut(world, assistance, names, wanted.seconds) for _ in range(wanted.rounds)]
                noticed, told, whole = (sorted(times) for times in zip(*rounds))
                print(
                    f"{side:<10} {noticed[0]:4.1f} to {noticed[-1]:4.1f} s   {statistics.median(told):7.2f} s"
                    f"   {whole[0]:.2f} to {whole[-1]:.2f} s, median {statistics.median(whole):.2f} s", flush=True
                )
            assistance.end()
            assistance.phase("ENDED")
        finally:
            world.close()


if __name__ == "__main__":
    main()
