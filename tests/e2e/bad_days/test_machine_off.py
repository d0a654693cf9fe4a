"""The family's PC is off, or was never here."""

import re
import subprocess

from world import BUILT, FOLLOW_UP_1


def test_the_mediator_is_told_at_once(world):
    page = world.whole()
    world.pc.agent.stop()
    world.sees_pc(page, online=False)
    assistance = page.assist(world.machine, FOLLOW_UP_1)
    assert assistance.phase("ENDED").error == "machine_off"
    assert world.listed(page).last_seen_ms > 0
    world.nothing_left()


def test_a_machine_that_nobody_knows(world):
    page = world.start_server().mediator()
    assistance = page.assist("0123456789abcdef", FOLLOW_UP_1)
    assert assistance.phase("ENDED").error == "not_found"


def test_the_refusal_has_one_name_wherever_one_reads_of_it(world):
    page = world.whole()
    world.pc.agent.stop()
    world.sees_pc(page, online=False)
    assert page.assist(world.machine, FOLLOW_UP_1).phase("ENDED").error == "machine_off"
    world.server.relay.said(r'call refused operator="\w{16}" method="\S+OpenSession" error="machine_off"')
    page.process.said(r'session ended .* error="machine_off"')
    world.association.add_operator("Samir")
    world.association.remove_operator("Samir")
    said = export_as(world, "Samir")
    name = re.search(r"\. \[(\w+)\]$", said)
    assert name, said
    world.server.relay.said(rf'call refused operator="\w{{16}}" method="\S+" error="{name[1]}"')


def export_as(world, name):
    """What the command line says to somebody of whom the relay takes nothing."""
    done = subprocess.run(
        [
            BUILT / "bin/maintendue-console", "log", "export", "--home", world.association.home(name),
            "--relay", f"localhost:{world.server.port}", "--machine", world.machine, "--out", world.folder / "export",
            "--passphrase-file", world.folder / f"association-passphrases/{name.lower()}",
        ],
        capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60,
    )
    assert done.returncode == 1, done.stdout
    return done.stderr.strip()
