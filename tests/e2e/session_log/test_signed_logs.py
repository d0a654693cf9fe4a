"""Both sides sign what happened: through crashes of either, and against a relay that hides or changes something."""

import base64
import sqlite3

from exports import exported, verified
from forger import Forger
from stage.waiting import until


def verdict(world, page, session):
    """The word of the contract for one session, NOT_YET while it has none."""
    answer = page.check_logs(world.machine, [session])
    word = world.word(answer.checks[0], "verdict") if answer.checks else ""
    return word.removeprefix("LOG_VERDICT_")


def comes_to(world, page, session, wanted, within=30):
    until(f"session {session} is {wanted}", lambda: verdict(world, page, session) == wanted, within)


def viewed(world, page):
    """As world.viewed(), once the last session's notice is gone: it would stand before the question."""
    until("no notice stands there", lambda: not world.family.noticed())
    return world.viewed(page)


def held(world, page):
    """A session from its question to its end; its number."""
    assistance = viewed(world, page)
    session = assistance.state.session_id
    assistance.end()
    assistance.phase("ENDED")
    until("the record is closed", lambda: page.history(world.machine)[0].ended_ms)
    return session


def answers_in(world, file):
    """What the family answered in the first session, as the PC wrote it down."""
    session = world.messages["maintendue.v1.LogExport"].FromString(file.read_bytes()).sessions[0]
    log = world.messages["maintendue.v1.SessionLog"].FromString(session.logs.machine_log)
    events = [world.messages["maintendue.v1.LogEvent"].FromString(entry) for entry in log.entries]
    return [event.answered for event in events if event.HasField("answered")]


def relays_database(world, *statements):
    """What somebody with the relay's disk can do."""
    with sqlite3.connect(world.folder / "server/relay/relay.db", timeout=10) as database:
        for statement in statements:
            database.execute(statement)


def test_both_logs_are_there_and_an_export_proves_it(world):
    page = world.whole()
    first, second = held(world, page), held(world, page)
    comes_to(world, page, first, "AGREE")
    comes_to(world, page, second, "AGREE")
    code, said = verified(world, exported(world, "export"))
    assert code == 0, said
    assert "2 session(s) held" in said

    consent = answers_in(world, world.folder / "export")[0]
    assert (consent.language, len(consent.text_hash), consent.device) == ("fr", 32, 1), consent  # by a click
    assert consent.operator_key and world.word(consent, "answer") == "CONSENT_ANSWER_GRANTED"

    # A changed entry, then a session that is gone.
    file = (world.folder / "export").read_bytes()
    french = b'"\x02fr'  # LogAnswer.language
    assert french in file
    (world.folder / "edited").write_bytes(file.replace(french, b'"\x02en', 1))
    code, said = verified(world, world.folder / "edited")
    assert code == 3 and f"Session {first}: entry 4 of the PC's log is" in said and "not the one that was signed" in said, said
    relays_database(
        world, f"DELETE FROM session_logs WHERE session_id = {first}",
        f"DELETE FROM session_news WHERE session_id = {first}", f"DELETE FROM sessions WHERE session_id = {first}",
    )
    code, said = verified(world, exported(world, "hidden"))
    assert code == 3 and said.endswith(f"Session {first}, which the PC counts as its number 1, is missing."), said
    answer = page.check_logs(world.machine, [second])
    assert [(one.session_counter, one.session_id) for one in answer.hidden] == [(1, first)]

    # The next connect tells it too, and keeps nobody from helping.
    assistance = viewed(world, page)
    assistance.until("the findings are told", lambda state: state.log_findings == 1)
    assistance.end()
    assistance.phase("ENDED")
    (code, said) = verified(world, world.folder / "nothing")
    assert code == 1 and said.endswith(". [not_found]"), said


def test_a_log_that_another_key_signed_is_told_as_such(world):
    """Whoever has the server and the enrolment's intermediate writes a session's log anew, and signs it with a key of his own."""
    page = world.whole()
    first, second = held(world, page), held(world, page)
    comes_to(world, page, second, "AGREE")
    code, said = verified(world, exported(world, "honest"))
    assert code == 0 and "the key is the one that was verified to be this PC's by the roster of" in said, said

    file = world.messages["maintendue.v1.LogExport"].FromString((world.folder / "honest").read_bytes())
    log = world.messages["maintendue.v1.SessionLog"].FromString(file.sessions[1].logs.machine_log)
    forger = Forger(world)
    log.head.signature = forger.sign(b"maintendue session log head\0" + log.head.head)
    log.head.certificate_chain = forger.chain.decode()
    with sqlite3.connect(world.folder / "server/relay/relay.db", timeout=10) as database:
        changed = database.execute(
            "UPDATE session_logs SET log = ? WHERE session_id = ? AND side = 1",
            (base64.b64encode(log.SerializeToString()).decode(), second),
        )
        assert changed.rowcount == 1
    assert verdict(world, page, first) == "AGREE"
    assert verdict(world, page, second) == "OTHER_KEY"
    code, said = verified(world, exported(world, "changed"))
    assert code == 3, said
    assert said == (
        f"Session {second}: the PC's log is signed by another key than the one that was verified to be this PC's."
    )
    # A colleague who has never met the PC has the record that the relay shows.
    samir = world.mediator("Samir")
    world.standing(samir)
    assert verdict(world, samir, second) == "OTHER_KEY"


def test_a_pc_that_is_killed_in_mid_session_closes_its_log_when_it_is_back(world):
    page = world.whole()
    assistance = world.controlled(page)
    session = assistance.state.session_id
    world.pc.agent.stop_now()
    assistance.phase("CUT", within=30)
    world.sees_pc(page, online=False)
    world.start_agent()
    assistance.phase("ENDED", within=30)  # the PC is back, and holds no such session any more
    world.sees_pc(page, online=True, desktop=True)
    comes_to(world, page, session, "AGREE_CUT")
    comes_to(world, page, held(world, page), "AGREE")
    code, said = verified(world, exported(world, "export"))
    assert code == 0, said


def test_a_console_that_is_killed_in_mid_session_closes_its_log_at_the_next_sign_in(world):
    page = world.whole()
    assistance = world.controlled(page)
    session = assistance.state.session_id
    page.process.stop_now()
    again = world.mediator()
    comes_to(world, again, session, "AGREE_CUT", within=90)


def test_a_log_waits_for_a_relay_that_is_gone(world):
    page = world.whole()
    assistance = world.viewed(page)
    session = assistance.state.session_id
    world.server.relay.stop_now()
    assistance.phase("ENDED", within=90)
    world.server.start_relay()
    connected = world.value("maintendue.local.v1.Status", "relay", "RELAY_STATE_CONNECTED")
    until("the console reaches the relay", lambda: page.status().relay == connected, within=60)
    world.sees_pc(page, online=True, within=60)
    # The console tries again by itself after a while, and at once when another session is over.
    comes_to(world, page, held(world, page), "AGREE", within=60)
    comes_to(world, page, session, "AGREE", within=60)
