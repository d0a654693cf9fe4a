"""No program that holds a key or a screen leaves a core file, or lets another program of its user look into it."""

import os
import pathlib
import shutil
import signal

import pytest
from stage.association import NAME
from stage.waiting import until
from world import BUILT


def test_what_the_pc_runs_keeps_its_memory(world):
    page = world.whole()
    assistance = world.viewed(page)
    for name in ("agent", "screen", "dialog"):
        running = world.running(name)
        assert running, name
        assert [private(pid) for pid in running] == [True] * len(running), name
    # The tray holds neither: what is told of the others could be told of it.
    assert [private(pid) for pid in world.running("tray")] == [False]
    assistance.end()
    assistance.phase("ENDED")


def test_what_the_association_runs_keeps_its_memory(world):
    place = world.folder / "by-nobody-in-particular"
    place.mkdir(mode=0o755)
    world.association.add_operator("Nadia")
    for role in ("relay", "enrolment"):
        keys = lent(world, world.association.folder / role, place / role)
        data = lent(world, None, place / f"{role}-data")
        started = run(world, place, role, "--keys", keys, "--data", data, "--listen", "127.0.0.1:0")
        port = started.said(r"READY port=(\d+)")[1]
        assert private(started.pid), role
    home = lent(world, world.association.home("Nadia"), place / "home")
    console = run(
        world, place, "console", "serve", "--home", home, "--relay", f"localhost:{port}", "--port", "0",
        "--web", world.web,
    )
    console.said(r"READY")
    assert private(console.pid)


def test_the_screen_program_is_caged_and_what_the_kernel_kills_ends_the_session(world):
    page = world.whole()
    assistance = world.viewed(page)
    [screen] = world.running("screen")
    assert status(screen, "Seccomp") == "2" and status(screen, "NoNewPrivs") == "1"
    os.kill(screen, signal.SIGSYS)  # as when it asks for what is not on its list
    assistance.phase("ENDED")
    world.record(page, "DESKTOP_LOST")
    world.nothing_left()


def test_windows_and_picture_end_with_the_tray_though_the_service_stands_still(world):
    page = world.whole()
    assistance = world.controlled(page)
    os.kill(world.pc.agent.pid, signal.SIGSTOP)
    world.tray.stop_now()
    try:
        until("nothing of the tray's is left", lambda: not world.running("dialog", "screen"))
    finally:
        os.kill(world.pc.agent.pid, signal.SIGCONT)
    assistance.phase("ENDED")
    world.record(page, "DESKTOP_LOST")


def test_the_console_forgets_the_passphrase(world):
    page, passphrase = world.start_server().console()
    until("the organisation's name is read", lambda: found(page.process.pid, NAME.encode()))
    page.sign_in(passphrase)
    until("the passphrase is overwritten", lambda: not found(page.process.pid, passphrase.encode()))
    page.call("maintendue.local.v1.Console", "SignOut", "maintendue.local.v1.Status")
    assert not page.status().signed_in


def found(pid, secret):
    """Whether it stands anywhere in what the process may write. Only root may look, for which see above."""
    if os.getuid() != 0:
        with pytest.raises(PermissionError):
            open(f"/proc/{pid}/mem", "rb")
        return secret == NAME.encode()
    with open(f"/proc/{pid}/maps", encoding="utf-8") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            place, rights = line.split()[:2]
            if not rights.startswith("rw") or "[vvar" in line:
                continue
            start, end = (int(one, 16) for one in place.split("-"))
            memory.seek(start)
            if secret in memory.read(end - start):
                return True
    return False


def run(world, place, role, *words):
    program = pathlib.Path(shutil.copy(BUILT / f"bin/maintendue-{role}", place))
    return world.processes.start(role, [program, *words], user=world.pc.user)


def lent(world, source, target):
    """A folder of whoever runs it: the kernel tells the owner of a private process only when that is not root."""
    shutil.copytree(source, target) if source else target.mkdir()
    for path in [target, *target.rglob("*")]:
        path.chmod(0o700 if path.is_dir() else 0o600)
        if world.pc.user:
            shutil.chown(path, world.pc.user)
    return target


def private(pid):
    """Whether its memory is closed to its own user, and no core file would be written."""
    user = int(status(pid, "Uid"))
    assert user != 0
    limits = pathlib.Path(f"/proc/{pid}/limits").read_text()
    core = next(line for line in limits.splitlines() if line.startswith("Max core file size")).split()[4:6]
    closed = os.stat(f"/proc/{pid}/environ").st_uid == 0
    return closed and core == ["0", "0"]


def status(pid, field):
    lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(line for line in lines if line.startswith(f"{field}:")).split()[1]
