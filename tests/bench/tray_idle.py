#!/usr/bin/python3
"""What maintendue-tray costs a family's PC while nothing happens.

    tests/bench/tray_idle.py [--seconds 60]

As root, after `deploy/demo` or `tests/run` has set the machine up; programs from build/dev or MT_BUILT. The tray stands in the
panel of a whole French Xfce desktop, its service attached to a relay. Memory from /proc/PID/smaps_rollup, wake-ups from the kernel's
count of voluntary context switches over --seconds, CPU from /proc/PID/stat; beside it, in the same run, xfce4-notifyd, which waits on the same bus.
"""

import argparse
import os
import pathlib
import re
import select
import shutil
import subprocess
import sys
import tempfile

REPO = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPO / "deploy"))

from stage.demo import Stage  # noqa: E402
from stage.processes import Processes  # noqa: E402


def pid_of(name):
    found = subprocess.run(["pgrep", "-n", "-f", name], capture_output=True, text=True).stdout.split()
    return int(found[0]) if found else None


def memory(pid):
    text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
    kilobytes = {name: int(value) for name, value in re.findall(r"^(\w+):\s+(\d+) kB", text, re.M)}
    private = kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]
    return tuple(value / 1024 for value in (kilobytes["Rss"], kilobytes["Pss"], private))


def wakes(pid):
    return int(re.search(r"^voluntary_ctxt_switches:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text(), re.M)[1])


def ticks(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def watch(pid, seconds):
    """That long, unless it dies."""
    if select.select([os.pidfd_open(pid)], [], [], seconds)[0]:
        sys.exit("the tray ended")


def main():
    wanted = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    wanted.add_argument("--seconds", type=int, default=60)
    seconds = wanted.parse_args().seconds
    folder = pathlib.Path(tempfile.mkdtemp(prefix="mt-bench-"))
    folder.chmod(0o711)
    processes = Processes(folder / "logs")
    try:
        Stage(folder, processes)
        pids = {name: pid_of(name) for name in ("maintendue-tray", "xfce4-notifyd")}
        pids = {name: pid for name, pid in pids.items() if pid}
        watch(pids["maintendue-tray"], 10)  # what a desktop does at its start is over
        before = {name: (wakes(pid), ticks(pid)) for name, pid in pids.items()}
        watch(pids["maintendue-tray"], seconds)
        for name, pid in pids.items():
            rss, pss, private = memory(pid)
            woken, busy = wakes(pid) - before[name][0], ticks(pid) - before[name][1]
            cpu = busy / os.sysconf("SC_CLK_TCK")
            print(f"{name:16} RSS {rss:5.1f} MB  PSS {pss:5.1f} MB  private {private:5.1f} MB  "
                  f"{woken / seconds:.2f} wake-ups/s  {cpu:.2f} s of CPU in {seconds} s")
    finally:
        processes.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
