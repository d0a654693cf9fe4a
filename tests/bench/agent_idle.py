#!/usr/bin/python3
"""What maintendue-agent costs a family's PC when nothing happens.

    tests/bench/agent_idle.py [--seconds 60] [--wire-seconds 500]

Runs the agent attached to a relay, alone in a chroot of its own (private copies of its libraries, so
that nothing else on the host maps the same pages), as root. Memory from /proc/PID/smaps_rollup, CPU from
/proc/PID/stat over --seconds, bytes from the kernel's own count of the connection (ss -ti) over
--wire-seconds: at least two ping exchanges of 240 s.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

REPO = pathlib.Path(__file__).resolve().parents[2]
BIN = REPO / "build" / os.environ.get("MT_PRESET", "dev") / "bin"
HEADERS = 52  # bytes of IPv4, TCP and its timestamp option for each segment


def ready(process):
    line = process.stdout.readline()
    if not line.startswith("READY"):
        sys.exit(f"it did not start: {line!r}")
    found = re.search(r"port=(\d+)", line)
    return found and found[1]


def start(*command):
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, bufsize=1
    )


def organisation(folder):
    secret = folder / "passphrase"
    secret.write_text("only for this bench\n")
    common = [word for name in ("root-", "", "recovery-") for word in (f"--{name}passphrase-file", secret)]
    cli = [BIN / "maintendue-console", "org"]
    quiet = {"check": True, "stdout": subprocess.DEVNULL}
    org = folder / "org"
    subprocess.run(
        [*cli, "init", "--dir", org, "--name", "Bench", "--relay", "127.0.0.1", "--admin", "Camille", *common],
        **quiet,
    )
    subprocess.run(
        [*cli, "workshop-token", "--home", org / "operators/camille", "--uses", "1",
         "--hours", "1", "--out", folder / "token", "--passphrase-file", secret],
        **quiet,
    )
    return org


def chroot_with(program, folder):
    """The program and private copies of what it links, and nothing else."""
    for line in subprocess.run(["ldd", program], check=True, capture_output=True, text=True).stdout.splitlines():
        found = re.search(r"(/\S+)", line)
        if found:
            target = folder / found[1].lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(found[1], target)
    shutil.copy(program, folder / "agent")


def smaps(pid):
    text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
    return {k: int(v) for k, v in re.findall(r"^(\w+):\s+(\d+) kB", text, re.M)}


def watch(process, seconds):
    """That long, unless it dies."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return
    sys.exit("the agent ended")


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wire(port):
    """Payload bytes both ways and segments both ways of the agent's connection."""
    text = subprocess.run(["ss", "-tinH", f"dport = :{port}"], check=True, capture_output=True, text=True).stdout
    count = lambda name: sum(int(v) for v in re.findall(rf"\b{name}:(\d+)", text))
    return count("bytes_sent") + count("bytes_received"), count("segs_out") + count("segs_in")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seconds", type=int, default=60)
    arguments.add_argument("--wire-seconds", type=int, default=500)
    wanted = arguments.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="mt-bench-"))
    processes = []
    try:
        org = organisation(folder)
        for name in ("relay-data", "enrolment-data", "root", "root/run", "root/tmp"):
            (folder / name).mkdir()
        relay = start(BIN / "maintendue-relay", "--keys", org / "relay", "--data", folder / "relay-data", "--listen", "127.0.0.1:0")
        enrolment = start(BIN / "maintendue-enrolment", "--keys", org / "enrolment", "--data", folder / "enrolment-data", "--listen", "127.0.0.1:0")
        processes += [relay, enrolment]
        relay_port, enrolment_port = ready(relay), ready(enrolment)
        subprocess.run(
            [BIN / "maintendue-agent", "enrol", "--state", folder / "root/state", "--root", org / "root.crt", "--roster", org / "workshop/roster",
             "--token", folder / "token", "--server", f"127.0.0.1:{enrolment_port}"],
            check=True, stdout=subprocess.DEVNULL,
        )
        enrolment.terminate()
        chroot_with(BIN / "maintendue-agent", folder / "root")
        subprocess.run(["chown", "-R", "nobody:nogroup", folder / "root"], check=True)  # it never runs as root
        folder.chmod(0o711)
        agent = start("chroot", "--userspec=nobody:nogroup", folder / "root", "/agent", "run", "--state", "/state", "--relay", f"127.0.0.1:{relay_port}", "--socket", "/run/agent.sock")
        processes.append(agent)
        ready(agent)
        watch(agent, 25)  # it attaches and settles
        cpu, (payload, segments) = cpu_seconds(agent.pid), wire(relay_port)
        watch(agent, wanted.seconds)
        spent, memory = cpu_seconds(agent.pid) - cpu, smaps(agent.pid)
        print(f"RSS {memory['Rss'] / 1024:.1f} MB, PSS {memory['Pss'] / 1024:.1f} MB, private dirty {memory['Private_Dirty'] / 1024:.2f} MB")
        print(f"CPU {spent:.2f} s in {wanted.seconds} s ({100 * spent / wanted.seconds:.2f} %)")
        watch(agent, max(0, wanted.wire_seconds - wanted.seconds))
        more, more_segments = wire(relay_port)
        total = more - payload + HEADERS * (more_segments - segments)
        print(f"wire {total} B with headers in {wanted.wire_seconds} s, {total * 86400 / wanted.wire_seconds / 1000:.0f} kB a day")
    finally:
        for process in processes:
            process.terminate()
            process.wait()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
