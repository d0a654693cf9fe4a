"""A family asks for help with one picture, off and on the line, and reads who sees to it."""

import time

from screen_reader import ScreenReader
from stage.waiting import until
from tray_menu import TrayMenu

LABEL = "Demander de l’aide"
SCHOOL, SLOW = 4, 5               # HelpTopic, and the keys of their pictures
TAKEN, PLANNED, CLOSED = 1, 2, 3  # HelpAnswerKind
SOLVED = 1                        # HelpOutcome


def open_window(world):
    TrayMenu(world).choose(LABEL)
    return until("the window with the pictures", world.family.asked)


def press(world, topic):
    world.display.keys(str(topic))


def reads(world, *words):
    """Waits until all of these words stand in our windows."""
    def there():
        lines = " ".join(ScreenReader(world.desktop).lines())
        return all(word in lines for word in words) and lines
    return until(f"{words} on the family's screen", there, within=30)


def waiting(page, number=1):
    """The requests that wait, once there are so many."""
    def there():
        calls = [call for call in page.help_queue() if not call.ended]
        return (calls,) if len(calls) == number else None
    return until(f"{number} in her queue", there)[0]


def test_one_picture_reaches_the_mediator_and_her_answer_comes_back(world):
    page = world.whole(verified=False)
    TrayMenu(world).entry(LABEL)
    world.remember()  # the first question on its bus costs the tray two descriptors
    open_window(world)
    press(world, SCHOOL)
    call = waiting(page)[0]
    assert (call.machine_id, call.request.topic, call.request.language) == (world.machine, SCHOOL, "fr")
    assert abs(call.received_ms / 1000 - time.time()) < 60
    for _ in range(20):
        press(world, SCHOOL)
    assert [one.request for one in waiting(page)] == [call.request], "twenty presses more are the same request"

    taken = page.answer_help(call, TAKEN)
    assert (taken.reply.operator_name, taken.reply.kind) == ("Nadia", TAKEN)
    reads(world, "Nadia")
    planned = page.answer_help(taken, PLANNED, call_at_ms=int((time.time() + 26 * 3600) * 1000))
    reads(world, "Nadia vous appelle")
    page.answer_help(planned, CLOSED, outcome=SOLVED)
    waiting(page, 0)
    world.display.keys("Escape")
    until("the window is put away", lambda: not world.running("dialog"))
    world.nothing_left()


def test_off_the_line_it_is_kept_and_said_once(world):
    world.start_server().enrol().start_lines().start_desktop().start_agent().start_tray()
    page = world.mediator()
    world.sees_pc(page, online=True, desktop=True)
    world.remember()
    world.pc_line.cut(reset=True)
    open_window(world)
    press(world, SLOW)
    reads(world, "Internet")
    # The power goes.
    world.pc.agent.stop_now()
    until("no window is left", lambda: not world.running("dialog"))
    world.start_agent()
    open_window(world)
    press(world, SCHOOL)  # it is about something else now, and the same request
    assert page.help_queue() == []
    world.pc_line.restore()
    call = waiting(page)[0]
    assert call.request.topic == SCHOOL and call.request.revision > 1


def test_the_icon_on_the_desktop_opens_the_same_window(world):
    world.whole(verified=False)
    knock = world.desktop.run("help-icon", *world.pc.tray, "--help-wanted")
    knock.ended()
    until("the window with the pictures", world.family.asked)
    knock = world.desktop.run("help-icon-again", *world.pc.tray, "--help-wanted")
    knock.ended()
    assert len(world.running("dialog")) == 1, "nobody needs two"
    assert world.running("tray"), "the tray keeps its place"
