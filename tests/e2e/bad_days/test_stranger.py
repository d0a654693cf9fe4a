"""An operator of another association comes to our relay."""

import shutil

import pytest
from door import knock
from mediator import Refused
from stage.association import Association
from stage.waiting import TooLong, until
from world import BUILT


@pytest.fixture
def stranger(world):
    other = Association(world.folder, BUILT / "bin", "other")
    home = other.add_operator("Nadia")
    world.start_server()
    return home, other.passphrases["nadia"]


def test_her_console_does_not_trust_our_relay(world, stranger):
    home, passphrase = stranger
    page, _ = world.console(home=home)
    page.sign_in(passphrase)
    refused = world.value("maintendue.local.v1.Status", "relay", "RELAY_STATE_REFUSED")
    until("the console says that the relay refuses", lambda: page.status().relay == refused)
    with pytest.raises(Refused):
        page.machines()


def test_our_root_in_her_folder_does_not_help(world, stranger):
    home, _ = stranger
    shutil.copy(world.association.folder / "root.crt", home / "root.crt")
    with pytest.raises(TooLong):
        world.console(home=home)
    said = (world.processes.logs / "console-nadia.log").read_text()
    assert said == "The certificate operator.crt was not made by La Maison Numérique.\n"


def test_our_relay_does_not_let_her_in(world, stranger):
    home, passphrase = stranger
    ours = world.association.folder / "root.crt"
    assert knock(world.server.port, home, passphrase, root=ours) != "open"
