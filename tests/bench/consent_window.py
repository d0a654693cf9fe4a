#!/usr/bin/python3
"""How long a question takes to stand on the screen of a slow PC.

    tests/bench/consent_window.py [--times 20] [--share 0.25]

Runs consent_window_bench with its display, window manager and windows on a whole core, then on that share of one
(cgroup v1, cpu.cfs_quota_us), as root.
"""

import argparse
import os
import pathlib
import subprocess

REPO = pathlib.Path(__file__).resolve().parents[2]
BENCH = REPO / "build" / os.environ.get("MT_PRESET", "dev") / "bench/consent_window_bench"
PERIOD = 100_000  # microseconds
GROUP = pathlib.Path("/sys/fs/cgroup/cpu/maintendue-bench")


def run_on(share, times):
    print(f"on {share:g} of a core:", flush=True)
    GROUP.mkdir(exist_ok=True)
    try:
        (GROUP / "cpu.cfs_period_us").write_text(str(PERIOD))
        (GROUP / "cpu.cfs_quota_us").write_text(str(int(PERIOD * share)))

        def join():
            (GROUP / "cgroup.procs").write_text(str(os.getpid()))

        subprocess.run([BENCH, str(times)], check=True, preexec_fn=join)
    finally:
        for process in (GROUP / "cgroup.procs").read_text().split():  # what takes its time to end
            (GROUP.parent / "cgroup.procs").write_text(process)
        GROUP.rmdir()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--share", type=float, default=0.25)
    wishes = parser.parse_args()
    run_on(1, wishes.times)
    run_on(wishes.share, wishes.times)


if __name__ == "__main__":
    main()
