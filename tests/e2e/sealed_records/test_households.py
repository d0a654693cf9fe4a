"""What mediators note of families, by the real programs: who reads it, who does not, and what is forgotten."""

import os
import shutil
import sqlite3
import subprocess

from world import BUILT

FAMILY = """nom : Canarinette Martin
langue : canarilangue
téléphone : 06 77 88 99 11
pc : 00ca0a41e0000bb1
remarques : canariremarque, sonner deux fois
et attendre un peu
"""
CANARIES = ["Canarinette", "canarilangue", "06 77 88 99 11", "00ca0a41e0000bb1", "canariremarque"]


def console(world, who, command, *words, typed=""):
    """A command as she types it: (exit code, standard output, standard error)."""
    secrets = world.folder / "association-passphrases"
    done = subprocess.run(
        [
            str(BUILT / "bin/maintendue-console"), "household", command, "--home", world.association.home(who),
            "--relay", f"localhost:{world.server.port}", "--passphrase-file", secrets / who.lower(), *words,
        ],
        capture_output=True, text=True, input=typed, timeout=60, env={**os.environ, "LC_ALL": "fr_FR.UTF-8"},
    )
    return done.returncode, done.stdout, done.stderr


def done(world, who, command, *words, typed=""):
    code, said, complained = console(world, who, command, *words, typed=typed)
    assert code == 0, complained
    return said


def refused(world, who, command, *words):
    code, said, complained = console(world, who, command, *words)
    assert (code, said) == (1, ""), said
    return complained


def noted(world, who="Nadia", text=FAMILY):
    file = world.folder / "family.txt"
    file.write_text(text, encoding="utf-8")
    number = done(world, who, "add", "--file", file).split()[-1].rstrip(".")
    file.unlink()
    assert len(number) == 16
    return number


def association(world, *mediators):
    world.start_server()
    for name in mediators:
        world.association.add_operator(name)
    return world


def families(world):
    return world.server.data("relay") / "families.db"


def sealed(world, number):
    """What lies on the server's disk of one family."""
    with sqlite3.connect(families(world), timeout=10) as tables:
        record = tables.execute("SELECT signed_record FROM households WHERE household_id = ?", (number,)).fetchone()
        key = tables.execute("SELECT sealed_key FROM household_keys WHERE household_id = ?", (number,)).fetchone()
    return [word[0] for word in (record, key) if word and word[0]]


def files_below(*folders):
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def expect_nowhere(files, words):
    assert files
    found = [(word, path.name) for path, content in files.items() for word in words if word.encode() in content]
    assert found == []


def test_a_family_is_its_mediators_and_its_colleagues_on_duty_and_nobody_elses(world):
    association(world, "Nadia", "Omar").association.add_operator("Léa", role="support")
    number = noted(world)
    assert done(world, "Nadia", "show", "--household", number) == FAMILY
    assert "Canarinette Martin" in done(world, "Nadia", "list")

    assert "famille suivie par Nadia" in done(world, "Omar", "list")
    assert "Canarinette" not in done(world, "Omar", "list")
    assert number in refused(world, "Omar", "show", "--household", number)
    assert done(world, "Omar", "show", "--household", number, "--duty", "family-calls") == FAMILY
    assert "Canarinette" not in done(world, "Omar", "list"), "the duty ended with the command"
    assert "mediator" in refused(world, "Léa", "list")
    assert "mediator" in refused(world, "Camille", "list")

    done(world, "Nadia", "give", "--household", number, "--to", "Omar")
    assert done(world, "Omar", "show", "--household", number) == FAMILY
    world.server.relay.stop()
    expect_nowhere(files_below(world.folder / "server", world.folder / "logs"), CANARIES)
    expect_nowhere(files_below(world.association.folder), CANARIES)


def test_what_is_typed_is_noted_too(world):
    association(world, "Nadia")
    said = done(world, "Nadia", "add", typed="Famille Diallo\npeul, français\n06 00 00 00 00\n\nun chien\n")
    number = said.split()[-1].rstrip(".")
    assert "nom : Famille Diallo\nlangue : peul, français\n" in done(world, "Nadia", "show", "--household", number)
    done(world, "Nadia", "change", "--household", number, typed="Famille Diallo\npeul\n06 11\n\ndeux chiens\n")
    assert "deux chiens" in done(world, "Nadia", "show", "--household", number)
    assert "nom" in refused(world, "Nadia", "add")


def test_a_colleague_who_left_reads_nothing_new_from_a_copy_of_the_server(world):
    association(world, "Nadia", "Omar")
    old = noted(world, "Nadia", "nom : Famille Martin\n")
    assert "Famille Martin" in done(world, "Nadia", "list"), "and the key is handed on"
    assert "Famille Martin" in done(world, "Omar", "list", "--duty", "upkeep")
    roster_of_before = (world.association.home("Omar") / "roster").read_bytes()

    world.association.remove_operator("Omar")
    new = noted(world, "Nadia", "nom : Famille Diallo\n")
    listed = done(world, "Nadia", "list")
    assert "Famille Martin" in listed and "Famille Diallo" in listed
    assert "not_trusted" in refused(world, "Omar", "list")

    # Whoever owns the server lets it forget that he left: it serves him everything.
    world.server.relay.stop()
    with sqlite3.connect(world.server.data("relay") / "relay.db", timeout=10) as tables:
        tables.execute("DELETE FROM roster")
    (world.association.folder / "relay/roster").write_bytes(roster_of_before)
    world.server.start_relay()
    shown = done(world, "Omar", "list", "--duty", "upkeep")
    assert old in shown and new in shown
    assert "Famille" not in shown and "sa clé n'est pas" in shown, shown


def test_a_family_that_asks_to_be_forgotten_is(world):
    association(world, "Nadia", "Omar")
    number, other = noted(world), noted(world, text="nom : Famille Diallo\n")
    done(world, "Nadia", "change", "--household", number, typed="Canarinette\n\n\n\n\n")
    assert len(sealed(world, number)) == 2
    assert not any(word.encode() in content for path, content in files_below(world.server.data("relay")).items()
                   for word in sealed(world, number) if path.name.startswith("relay.db"))
    before = shutil.copytree(world.server.data("relay"), world.folder / "backup")
    gone = sealed(world, number)
    assert console(world, "Nadia", "erase", "--household", number, typed="non\n")[0] == 1
    assert sealed(world, number) == gone
    done(world, "Nadia", "erase", "--household", number, typed="OUI\n")
    assert sealed(world, number) == []
    expect_nowhere(files_below(world.server.data("relay")), gone)
    for who in ("Nadia", "Omar"):
        assert number not in done(world, who, "list", "--duty", "upkeep")
    assert "Famille Diallo" in done(world, "Nadia", "list")

    # A server that is put back to before shows it again, and is not believed.
    world.server.relay.stop()
    shutil.rmtree(world.server.data("relay"))
    shutil.copytree(before, world.server.data("relay"))
    world.server.start_relay()
    shown = done(world, "Nadia", "list")
    assert f"{number}  ATTENTION" in shown and "Canarinette" not in shown, shown
    assert other in shown and "Famille Diallo" in shown


def test_the_recovery_sheet_opens_the_families_for_whoever_comes_next(world):
    association(world, "Nadia")
    number = noted(world)
    world.association.add_operator("Omar")
    world.association.remove_operator("Nadia")  # and no console of hers was on since
    assert "sa clé n'est pas" in done(world, "Omar", "list")
    secrets = world.folder / "association-passphrases"
    done(
        world, "Omar", "recover", "--sheet", world.association.folder / "recovery-sheet.txt",
        "--recovery-passphrase-file", secrets / "recovery",
    )
    code, said, careful = console(world, "Omar", "show", "--household", number)
    assert (code, said) == (0, FAMILY)
    assert "ATTENTION" in careful, "it was never seen here"
