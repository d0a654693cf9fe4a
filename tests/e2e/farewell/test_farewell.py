"""A family wants no more help, and later wants it again: at its PC alone, whatever the relay offers."""

from screen_reader import ScreenReader
from stage.waiting import until
from tray_menu import TrayMenu

NONE, NO_HELP, NOT_OURS = 0, 1, 2  # Farewell
FOLLOW_UP_1 = 2


def reads(world, *words):
    """Waits until all of these words stand in our windows."""
    def there():
        lines = " ".join(ScreenReader(world.desktop).lines())
        return all(word in lines for word in words)
    until(f"{words} on the family's screen", there, within=30)


def shows(world, words):
    """Whether these words stand in our windows now."""
    return words in " ".join(ScreenReader(world.desktop).lines())


def says(world, label, then="C’est fait"):
    """Chooses it in the icon's menu, and says yes in the window."""
    TrayMenu(world).choose(label)
    reads(world, "Touche 2.")
    world.family.says_goodbye(lambda: shows(world, then))


def puts_away(world):
    world.display.keys("Escape")
    until("the window is put away", lambda: not world.running("dialog"))


def stands(world, page, farewell):
    def told():
        machine = world.listed(page)
        return machine.farewell.farewell == farewell and machine
    return until(f"farewell {farewell} in her list", told)


def refused(world, page):
    """A session that she begins is over before anybody is asked, and its record says why."""
    page.assist(world.machine, FOLLOW_UP_1).phase("ENDED")
    world.record(page, "FAREWELL")
    return not world.running("dialog", "screen")


def test_nobody_is_let_in_until_it_is_taken_back_at_the_pc(world):
    page = world.whole()
    TrayMenu(world).entry("Je ne veux plus d’aide à distance")
    world.remember()  # the first question on its bus costs the tray two descriptors
    says(world, "Je ne veux plus d’aide à distance")
    reads(world, "C’est fait", "Personne de")
    stands(world, page, NO_HELP)
    puts_away(world)
    assert refused(world, page)

    # The power goes; what was said is on the disk.
    world.pc.agent.stop_now()
    world.start_agent()
    world.sees_pc(page, online=True, desktop=True)
    assert refused(world, page)

    # Whoever presses what asks for help is asked first whether it is wanted again.
    world.desktop.run("help-icon", *world.pc.tray, "--help-wanted").ended()
    reads(world, "de nouveau de l’aide")
    world.family.says_goodbye(lambda: shows(world, "Imprimer"))  # the window with the pictures
    stands(world, page, NONE)
    puts_away(world)
    assistance = world.viewed(page)
    assistance.end()
    world.record(page, "OPERATOR")
    world.nothing_left()


def test_it_ends_the_session_that_goes_on(world):
    page = world.whole()
    assistance = world.viewed(page)
    says(world, "Cet ordinateur n’est plus à nous")
    assistance.phase("ENDED")
    assert world.word(assistance.state, "end_reason") == "END_REASON_FAREWELL"
    machine = stands(world, page, NOT_OURS)
    assert machine.not_ours_ms >= machine.farewell.at_ms > 0
    reads(world, "Vos fichiers restent sur cet ordinateur")


def test_off_the_line_it_holds_at_once_and_the_mediator_learns_it_later(world):
    world.start_server().enrol().start_lines().start_desktop().start_agent().start_tray()
    page = world.mediator()
    world.sees_pc(page, online=True, desktop=True)
    world.pc_line.cut(reset=True)
    says(world, "Je ne veux plus d’aide à distance")
    reads(world, "C’est fait", "dès que cet ordinateur aura Internet")
    world.pc.agent.stop_now()
    world.start_agent()
    assert world.listed(page).farewell.farewell == NONE
    world.pc_line.restore()
    stands(world, page, NO_HELP)
