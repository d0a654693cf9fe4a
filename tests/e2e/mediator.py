"""The mediator's side without a browser: the console's own interface, called as the page calls it."""

import http.client
import json
import struct
import time
import urllib.parse

from stage.waiting import until
from websocket import CLOSE, Closed, WebSocket

SHIFT, CONTROL_KEY = 0xFFE1, 0xFFE3  # X keysyms


class Refused(Exception):
    """A call that the console or the relay did not grant; `reason` is an error's name."""

    def __init__(self, status, reason):
        super().__init__(f"{reason} (HTTP {status})")
        self.status, self.reason = status, reason


class Mediator:
    """One page of one console."""

    def __init__(self, address, messages):
        parts = urllib.parse.urlsplit(address)
        self.host, self.port = parts.hostname, parts.port
        self.messages = messages
        self._token = None
        once = urllib.parse.parse_qs(parts.fragment)["t"][0]
        self._token = self._post("/token", once.encode(), "text/plain").decode()

    @property
    def header_token(self):
        return self._token

    def call(self, service, method, answer, **fields):
        """A unary call over the Connect protocol, e.g. call("maintendue.v1.Fleet", "ListMachines", ...)."""
        package = service.rsplit(".", 1)[0]
        request = self.messages[f"{package}.{method}Request"](**fields)
        body = self._post(f"/{service}/{method}", request.SerializeToString(), "application/proto")
        return self.messages[answer].FromString(body)

    def status(self):
        return self.call("maintendue.local.v1.Console", "GetStatus", "maintendue.local.v1.Status")

    def sign_in(self, passphrase):
        return self.call(
            "maintendue.local.v1.Console", "SignIn", "maintendue.local.v1.Status", passphrase=passphrase
        )

    def machines(self):
        return list(self.call(
            "maintendue.v1.Fleet", "ListMachines", "maintendue.v1.ListMachinesResponse"
        ).machines)

    def history(self, machine):
        """Records of the machine's sessions, newest first."""
        return list(self.call(
            "maintendue.v1.Sessions", "ListSessions", "maintendue.v1.ListSessionsResponse", machine_id=machine
        ).sessions)

    def repair(self, machine, holder, kind):
        """Says which of the PCs under one number is right: kind 1, the same PC; 2, another."""
        return self.call(
            "maintendue.v1.Fleet", "RepairMachine", "maintendue.v1.Machine",
            machine_id=machine, holder=holder, kind=kind,
        )

    def give(self, machine, operator_id):
        """Says who looks after the machine from now on, knowing who does now; nobody when empty."""
        listed = next(one for one in self.machines() if one.machine_id == machine)
        return self.call(
            "maintendue.v1.Fleet", "GiveMachine", "maintendue.v1.Machine",
            machine_id=machine, mediator_operator_id=operator_id, from_operator_id=listed.mediator_operator_id,
        )

    def ask_support(self, machine):
        return self.call(
            "maintendue.v1.Fleet", "AskSupport", "maintendue.v1.Machine", machine_id=machine, asked=True
        )

    def begin_duty(self, reason):
        """Stands in for her colleagues from now on; `reason` is a number of DutyReason."""
        return self.call(
            "maintendue.v1.Duties", "BeginDuty", "maintendue.v1.BeginDutyResponse", reason=reason
        )

    def console_call(self, method, answer, **fields):
        """A method that the console itself answers."""
        return self.call("maintendue.local.v1.Console", method, f"maintendue.local.v1.{answer}", **fields)

    def help_queue(self):
        """The families' requests for help, as her console believes them."""
        return list(self.console_call("ListHelp", "HelpQueue").calls)

    def answer_help(self, call, kind, **fields):
        """`kind` is a number of HelpAnswerKind; the answer follows what she was shown."""
        return self.console_call(
            "AnswerHelp", "HelpCall", machine_id=call.machine_id, help_id=call.request.help_id, kind=kind,
            follows_at_ms=call.reply.at_ms, **fields,
        )

    def check_logs(self, machine, sessions):
        """What the signed logs of these sessions come to."""
        return self.call(
            "maintendue.local.v1.Console", "CheckLogs", "maintendue.local.v1.CheckLogsResponse",
            machine_id=machine, session_ids=sessions,
        )

    def standing(self, machine):
        """What her console makes of the machine's record, as the relay lists it."""
        return self.call(
            "maintendue.local.v1.Console", "CheckMachines", "maintendue.local.v1.CheckMachinesResponse",
            machines=[{"machine_id": machine.machine_id, "signed_record": machine.signed_record}],
        ).machines[0]

    def verify(self, machine):
        """Opens the session socket to make sure that it is the family's own PC, and for nothing else."""
        return Assistance(self, machine, call_kind=1, wish="verify")

    def assist(self, machine, call_kind=2, **options):
        """Opens the session socket and asks for the machine."""
        return Assistance(self, machine, call_kind, **options)

    def _post(self, path, body, kind):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        headers = {
            "Host": f"{self.host}:{self.port}", "Origin": f"http://{self.host}:{self.port}", "Content-Type": kind,
            "Connect-Protocol-Version": "1",
        }
        if self._token:
            headers["X-Maintendue-Token"] = self._token
        line.request("POST", path, body, headers)
        answer = line.getresponse()
        data = answer.read()
        line.close()
        if answer.status != 200:
            try:
                reason = json.loads(data)["message"]
            except (ValueError, KeyError):
                reason = data.decode(errors="replace")[:100]
            raise Refused(answer.status, reason)
        return data


class Assistance:
    """One session socket. State moves only while somebody waits for it."""

    STATE, RFB = b"\0", b"\1"

    def __init__(
        self, mediator, machine, call_kind, acknowledge=True, receive_buffer=None, wish="open", come_back=False
    ):
        self._says = mediator.messages["maintendue.local.v1.BrowserSays"]
        self._tells = mediator.messages["maintendue.local.v1.ConsoleTells"]
        self.acknowledge = acknowledge
        self.closed = False
        self.state = self._tells()
        self.seen = []   # every state that was told
        self.rfb = b""   # the picture's bytes, for whoever parses them
        self.received = 0
        self._socket = WebSocket(mediator.host, mediator.port, "/session", receive_buffer)
        self.say(hello={"token": mediator.header_token})
        self.say(**{wish: {"machine_id": machine, "call_kind": call_kind, "come_back": come_back}})

    def say(self, **fields):
        self._socket.send(self.STATE + self._says(**fields).SerializeToString())

    def ask(self, scope):
        self.say(ask=scope)

    def ask_again(self, scope):
        """As the page's button: once the PC takes another ask after a no."""
        until("the PC may be asked again", self._may_ask_again, within=60)
        self.ask(scope)

    def _may_ask_again(self):
        self.step(0.1)
        return time.time() * 1000 >= self.state.ask_again_ms

    def end(self):
        self.say(end={})

    def give_back(self):
        self.say(give_back={})

    def send_rfb(self, data):
        self._socket.send(self.RFB + data)

    def stands_still(self, seconds=1):
        """Reads nothing until nothing moves on the way here any more; returns the bytes that wait in front of us."""
        last, since = 0, time.monotonic()

        def still():
            nonlocal last, since
            now = self._socket.waiting()
            if now != last:
                last, since = now, time.monotonic()
            return now if time.monotonic() - since >= seconds else 0

        return until("the picture stands still on the way", still)

    def drop(self):
        self._socket.drop()
        self.closed = True

    def step(self, timeout):
        """Takes in one message. False when none came in time or the socket is closed."""
        try:
            message = self._socket.receive(timeout)
        except (TimeoutError, BlockingIOError):
            return False
        except (Closed, ConnectionError):
            self.closed = True
            return False
        if message[:1] == self.STATE:
            before, self.state = self.state, self._tells.FromString(message[1:])
            self.seen.append(self.state)
            if self.state.picture != before.picture:  # after a cut: from its first byte
                self.rfb, self.received = b"", 0
                self.say(picture_began=self.state.picture)
        elif message[:1] == self.RFB:
            self.rfb += message[1:]
            self.received += len(message) - 1
            if self.acknowledge:
                self.say(received=self.received)
        return True

    def until(self, what, condition, within=15):
        """Takes in messages until `condition(state)` holds; returns the state."""
        end = time.monotonic() + within
        while not condition(self.state):
            left = end - time.monotonic()
            if left <= 0 or (not self.step(left) and self.closed and not condition(self.state)):
                how = "the socket is closed" if self.closed else f"not within {within} s"
                raise AssertionError(f"{what}: {how}; the console last told: {self.state}")
        return self.state

    def phase(self, name, within=15):
        wanted = self._tells.Phase.Value(name)
        state = self.until(name, lambda state: state.phase == wanted, within)
        if name == "ENDED":
            self._leave()
        return state

    def _leave(self):
        """What is over is closed, as the page does, and the console closes too."""
        if not self.closed:
            self._socket.send(struct.pack(">H", 1000), CLOSE)
            self.until("the console closes the socket", lambda _: self.closed)

    def bytes_until(self, size, within=15):
        """Waits until that many unread bytes of the picture are here, takes and returns them."""
        self.until(f"{size} bytes of picture", lambda _: len(self.rfb) >= size, within)
        taken, self.rfb = self.rfb[:size], self.rfb[size:]
        return taken


def whole_picture(assistance):
    """A viewer of the present picture that has been sent the whole screen."""
    viewer = Viewer(assistance)
    before = assistance.received
    viewer.want_picture()
    assistance.until("a picture", lambda _: assistance.received > before + viewer.width)
    return viewer


class Viewer:
    """The little RFB that a test speaks: handshake, then pointer and keys."""

    def __init__(self, assistance):
        self._line = assistance
        version = assistance.bytes_until(12)
        assert version == b"RFB 003.008\n", version
        assistance.send_rfb(version)
        kinds = assistance.bytes_until(assistance.bytes_until(1)[0])
        assert 1 in kinds, kinds
        assistance.send_rfb(b"\1")
        assert assistance.bytes_until(4) == b"\0\0\0\0"
        assistance.send_rfb(b"\1")
        head = assistance.bytes_until(24)
        self.width, self.height = struct.unpack(">HH", head[:4])
        self.name = assistance.bytes_until(struct.unpack(">I", head[20:])[0])

    def want_picture(self, incremental=False):
        self._line.send_rfb(struct.pack(">BBHHHH", 3, incremental, 0, 0, self.width, self.height))

    def pointer(self, x, y, buttons=0):
        self._line.send_rfb(struct.pack(">BBHH", 5, buttons, x, y))

    def click(self, x, y):
        for buttons in (0, 1, 0):
            self.pointer(x, y, buttons)

    def key(self, keysym, down):
        self._line.send_rfb(struct.pack(">BBHI", 4, down, 0, keysym))
