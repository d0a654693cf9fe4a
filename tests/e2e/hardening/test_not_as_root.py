"""The agent has the network: it never runs with rights over the whole PC."""

import os
import subprocess

from world import BUILT

AGENT = [str(BUILT / "bin/maintendue-agent"), "run", "--relay", "localhost:1", "--socket", "/nonexistent/a"]
# Root of a namespace of its own, where the tests are not root themselves.
AS_ROOT = [] if os.getuid() == 0 else ["unshare", "--user", "--map-root-user"]


def test_the_agent_refuses_root_before_anything_else(tmp_path):
    done = subprocess.run(
        [*AS_ROOT, *AGENT, "--state", str(tmp_path)], capture_output=True, text=True, timeout=20, stdin=subprocess.DEVNULL
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "The agent does not run as root: start it as a user of its own.\n"


def test_a_user_of_its_own_comes_further(world):
    done = subprocess.run(
        ["setpriv", *(["--reuid", world.pc.user, "--clear-groups"] if world.pc.user else []), "--",
         str(world.pc.bin / "maintendue-agent"), *AGENT[1:], "--state", str(world.pc.state)],
        capture_output=True, text=True, timeout=20, stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 1
    assert "this PC is not enrolled" in done.stderr
