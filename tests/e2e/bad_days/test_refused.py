"""The family says no. The mediator sees nothing, and may ask again."""

from world import CONTROL, VIEW


def test_no_then_yes(world):
    page = world.whole()
    assistance = page.assist(world.machine)
    assistance.phase("ASKING")
    world.family.says(False)
    state = assistance.phase("IDLE")
    assert world.word(state, "answer") == "CONSENT_ANSWER_REFUSED"
    assert world.word(state, "answered_scope") == "SCOPE_VIEW"
    assert assistance.received == 0

    assistance.ask(VIEW)  # too soon after a no: the PC does not hear it
    assistance.ask_again(VIEW)
    assistance.phase("ASKING")
    world.family.says(True)
    assistance.phase("VIEWING")

    assistance.ask(CONTROL)
    assistance.phase("ASKING")
    world.family.says(False)
    state = assistance.phase("VIEWING")
    assert world.word(state, "answer") == "CONSENT_ANSWER_REFUSED"
    assert world.word(state, "answered_scope") == "SCOPE_CONTROL"

    assistance.end()
    assistance.phase("ENDED")
    record = world.record(page, "OPERATOR")
    assert world.word(record, "view_answer") == "CONSENT_ANSWER_GRANTED"
    assert world.word(record, "control_answer") == "CONSENT_ANSWER_REFUSED"
    assert world.word(record, "widest_scope") == "SCOPE_VIEW"
    world.nothing_left()


def test_no_and_she_leaves(world):
    page = world.whole()
    assistance = page.assist(world.machine)
    world.family.says(False)
    assistance.phase("IDLE")
    assistance.end()
    assistance.phase("ENDED")
    record = world.record(page, "NEVER_ALLOWED")
    assert world.word(record, "view_answer") == "CONSENT_ANSWER_REFUSED"
    assert record.viewed_from_ms == 0
    assert assistance.received == 0
    world.nothing_left()
