"""A family looks up who helped, and when, in its PC's journal."""

from stage.waiting import until
from screen_reader import ScreenReader
from tray_menu import TrayMenu


def reads(world, *words):
    def there():
        lines = " ".join(ScreenReader(world.desktop).lines())
        return all(word in lines for word in words)
    until(f"{words} on the family's screen", there, within=30)


def test_a_session_stands_in_the_journal_by_the_name_of_who_came(world):
    page = world.whole()
    TrayMenu(world).choose("Mon journal")
    reads(world, "Personne n’a aidé à distance sur cet ordinateur.")
    world.display.keys("Escape")
    until("the window is put away", lambda: not world.running("dialog"))
    world.remember()  # the first question on its bus costs the tray two descriptors
    assistance = world.viewed(page)
    assistance.end()
    world.record(page, "OPERATOR")
    TrayMenu(world).choose("Mon journal")
    reads(world, "Nadia · 1er rendez-vous au téléphone", "Nadia pouvait voir l’écran.", "Nadia a terminé.")
    world.display.keys("Escape")
    until("the window is put away", lambda: not world.running("dialog"))
    world.nothing_left()
