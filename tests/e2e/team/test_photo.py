"""The family sees who asks: her own photo beside her name, and the number at which it can ask whether it is true."""

import subprocess

import pytest

from stage.waiting import until

PLUM = (142, 36, 120)  # nothing else on this desktop is of that colour
NEAR = 24  # of 255: a picture is compressed, and drawn smaller


def picture(world, name, colour):
    file = world.folder / name
    subprocess.run(["convert", "-size", "200x200", f"xc:rgb{colour}", "-quality", "90", str(file)], check=True)
    return file


def dots(world, place, colour):
    """How many dots of that place on the family's screen are of the colour."""
    left, top, width, height = place
    pixel = world.display.pixels()
    return sum(
        all(abs(part - wanted) <= NEAR for part, wanted in zip(pixel(x, y), colour))
        for y in range(top, top + height) for x in range(left, left + width)
    )


@pytest.fixture
def family_with_nadia(world):
    world.association.add_operator("Nadia")
    return world


def test_her_photo_is_beside_the_question_and_on_the_banner(family_with_nadia):
    world = family_with_nadia
    world.association.set_phone("02 99 00 00 00")
    world.association.set_photo("Nadia", picture(world, "nadia-camera.jpg", PLUM))
    page = world.whole()
    assistance = page.assist(world.machine)
    assistance.phase("ASKING")
    _, place = until("the question", world.family.asked)
    until("her photo in it", lambda: dots(world, place, PLUM) > 3000)
    world.family.says(True)
    assistance.phase("VIEWING")
    _, place = until("the banner", world.family.banner)
    until("her photo in it", lambda: dots(world, place, PLUM) > 500)
    assistance.end()
    assistance.phase("ENDED")
    world.record(page, "OPERATOR")
    world.nothing_left()


def test_a_photo_that_the_roster_does_not_name_is_not_shown(family_with_nadia):
    world = family_with_nadia
    world.association.set_photo("Nadia", picture(world, "nadia-camera.jpg", (20, 120, 60)))
    page = world.whole()
    # Somebody puts another photo into her folder.
    world.association.set_photo("Camille", picture(world, "other.jpg", PLUM))
    (world.association.home("Camille") / "photo.jpg").replace(world.association.home("Nadia") / "photo.jpg")
    assistance = page.assist(world.machine)
    assistance.phase("ASKING")
    _, place = until("the question", world.family.asked)
    assert dots(world, place, PLUM) == 0
    world.family.says(True)
    assistance.phase("VIEWING")
    assistance.end()
    assistance.phase("ENDED")
