"""The agent's service dies in mid-session: its windows go, nobody sees anything, it comes back."""

import keyboard
from mediator import SHIFT, Viewer
from stage.waiting import until


def test_the_session_ends_and_the_next_one_works(world):
    page = world.whole()
    assistance = world.controlled(page)
    Viewer(assistance).key(SHIFT, True)
    until("the key is down", lambda: keyboard.pressed(world.display)[0])
    world.pc.agent.stop_now()
    assistance.phase("CUT")
    until("the windows are gone", lambda: not world.running("dialog", "screen"))
    until("nothing is pressed any more", lambda: keyboard.pressed(world.display) == ([], 0))
    world.sees_pc(page, online=False)

    world.start_agent()
    state = assistance.phase("ENDED", within=20)
    assert world.word(state, "end_reason") == "END_REASON_MACHINE_LOST"
    world.record(page, "MACHINE_LOST")
    world.sees_pc(page, online=True, desktop=True)
    again = world.viewed(page)
    again.end()
    again.phase("ENDED")
    world.record(page, "OPERATOR")
    world.nothing_left()
