"""What a hostile PC says of itself: on its link, inside the seal, in its picture, in the logs that it signs."""

import struct

MARK = "P{:02}"  # each text begins so: the page is waited for by it
LOGGED = "L00"  # and each in a log so: none is ever shown

TEXTS = {
    "a script": "<script>owned=1</script>",
    "a picture that runs": "<img src=x onerror=owned=1>",
    "an attribute left open": "\"'><svg/onload=owned=1><!--",
    "an address that runs": "javascript:owned=1//",
    "a template": "${owned=1}{{constructor.constructor('owned=1')()}}",
    "a whole page": "</strong></a></li></ul><iframe srcdoc='<script>parent.owned=1</script>'></iframe><base href=//x>",
    "a style": "<style>*{display:none}</style><link rel=stylesheet href=//x><div style=position:fixed;inset:0>",
    "a terminal": "\x1b[2J\x1b]0;owned\x07\x1b[31m\x9b31m\x90owned\x9c",
    "a line of log": "\r\n2026-01-01T00:00:00.000Z maintendue-relay error [relay] forged\n\x00\x08\x7f",
    "writing turned round": "\u202eexe.tpircs\u2066\u2067\u200f\u202d\u2069 \u2028\u2029",
    "what is not seen": "\u200b\u200c\u200d\u2060\ufeff\u00ad\U000e0041\u180e",
    "another script's direction": "مرحبا (1) שלום ]2[ <bdo dir=rtl>abc</bdo>",
    "one long word": "W" * 200,
    "one long word of wide letters": "﷽" * 200,
    "marks upon marks": "e" + "\u0301\u0323\u0489" * 100,
    "60 kilobytes in all": "<b>" * 5_000,
    "names of JavaScript": "__proto__ constructor toString",
}
TOO_LONG = {"200 kilobytes": 200_000, "10 megabytes": 10_000_000}
NOT_UTF8 = (b"\xff\xfe<script>", b"\xc0\xaf", b"\xed\xa0\x80", b"caf\xe9")


def text(number):
    return MARK.format(number) + " " + list(TEXTS.values())[number]


def field(number, data):
    """A length-delimited field, whatever stands in it: the contract's own classes refuse what is not UTF-8."""
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def hello(everywhere):
    """AgentSays.hello with the same bytes in each field that is text, and a desktop to be seen."""
    return field(1, b"".join(field(number, everywhere) for number in (1, 2, 3, 4)) + b"\x28\x01")


def sayings(*said):
    """A file of hostile_pc.cc: (kind, bytes)..."""
    return b"".join(bytes([kind]) + struct.pack(">I", len(data)) + data for kind, data in said)


CONTROL, RFB = 0, 1
VIEW, MOUSE = 1, 2


def inside(messages):
    """{name: (what it says at once, what it says when it is asked)}, the phase the page comes to."""
    says = messages["maintendue.v1.MachineSays"]

    def control(**fields):
        return CONTROL, says(**fields).SerializeToString()

    lent = [
        control(asking=VIEW), control(answer={"scope": VIEW, "answer": 1}),
        control(lease={"scope": MOUSE, "remaining_ms": 0xFFFFFFFF}),
    ]
    return {
        "a picture with a name and a clipboard": (
            ([], lent + [(RFB, rfb(text(0).encode()))] + [(RFB, cut_text(one)) for one in TEXTS.values()]),
            "controlling",
        ),
        "a picture that never comes": (([], lent + [(RFB, rfb(b"", length=0xFFFFFFFF) + b"<" * 9000)]), "controlling"),
        "no picture at all": (([], lent + [(RFB, b"<script>owned=1</script>" * 500)]), "ended"),
        "a greeting in every field": (
            ([(CONTROL, field(1, b"\x08\x01" + field(2, text(0).encode())))], []), "ended"
        ),
        "an unknown goodbye": (([control(goodbye=999)], []), "ended"),
        "an unknown answer": (([], [control(answer={"scope": 55, "answer": 77})]), "ended"),
        "an unknown scope": (([], [control(lease={"scope": 9, "remaining_ms": 1})]), "ended"),
        "not a word of the contract": (([], [(CONTROL, b"\xff" * 1000)]), "ended"),
        "a message of nothing": (([], [(CONTROL, b"\x00")]), "ended"),
    }


def log(messages):
    """Entries of a session's log, as a PC may sign it: a text of ours in each field of bytes or words."""
    event = messages["maintendue.v1.LogEvent"]
    entries = [event(begun={"version": LOGGED + TEXTS["a script"], "call_kind": 2})]
    for number, text in enumerate(TEXTS.values()):
        said = (LOGGED + " " + text)[:100]
        words = {"answer": 1, "language": said, "text_hash": said.encode()[:32]}
        entries.append(event(elapsed_ms=number, answered={"scope": VIEW, "operator_key": said.encode()[:32], **words}))
        entries.append(event(elapsed_ms=number, restart={"what": 2, **words}))
    entries.append(event(elapsed_ms=len(TEXTS), ended={"reason": 1}))
    return [(0, one.SerializeToString()) for one in entries]


def rfb(name, length=None):
    """A handshake and one black picture of 64x48, all at once."""
    shape = struct.pack(">HHBBBBHHHBBBxxx", 64, 48, 32, 24, 0, 1, 255, 255, 255, 16, 8, 0)
    start = b"RFB 003.008\n" + b"\x01\x01" + b"\x00\x00\x00\x00" + shape
    picture = struct.pack(">BxHHHHHi", 0, 1, 0, 0, 64, 48, 0) + bytes(64 * 48 * 4)
    return start + struct.pack(">I", len(name) if length is None else length) + name + (b"" if length else picture)


def cut_text(said):
    data = said[:3000].encode("latin-1", errors="replace")
    return struct.pack(">BxxxI", 3, len(data)) + data


def _varint(number):
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])
