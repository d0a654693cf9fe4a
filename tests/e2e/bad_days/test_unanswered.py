"""Nobody is in front of the PC: silence is a refusal, and the mediator may ask again."""

from world import VIEW


def test_silence_is_a_refusal(world):
    page = world.whole(question_seconds=2)
    assistance = page.assist(world.machine)
    assistance.phase("ASKING")
    state = assistance.phase("IDLE")
    assert world.word(state, "answer") == "CONSENT_ANSWER_UNANSWERED"
    assert assistance.received == 0

    assistance.ask_again(VIEW)
    assistance.phase("ASKING")
    assistance.phase("IDLE")
    assistance.end()
    assistance.phase("ENDED")
    record = world.record(page, "NEVER_ALLOWED")
    assert world.word(record, "view_answer") == "CONSENT_ANSWER_UNANSWERED"
    world.nothing_left()
