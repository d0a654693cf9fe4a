"""As much of RFC 6455 as a client of one session needs."""

import base64
import os
import socket
import struct

BINARY, CLOSE, PING, PONG = 2, 8, 9, 10


class Closed(Exception):
    """The other side closed the socket."""


class WebSocket:
    """Blocking; one reader. Reads nothing unless asked to, so a test can be a browser that stalls."""

    def __init__(self, host, port, path, receive_buffer=None):
        self._socket = socket.socket()
        if receive_buffer:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self._socket.settimeout(15)
        self._socket.connect(("127.0.0.1", port))
        key = base64.b64encode(os.urandom(16)).decode()
        self._socket.sendall((
            f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: http://{host}:{port}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n"
        ).encode())
        self._read = b""
        while b"\r\n\r\n" not in self._read:
            self._fill()
        head, self._read = self._read.split(b"\r\n\r\n", 1)
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise Closed(head.split(b"\r\n")[0].decode())

    def send(self, payload, opcode=BINARY):
        mask = os.urandom(4)
        size = len(payload)
        head = bytes([0x80 | opcode])
        if size < 126:
            head += bytes([0x80 | size])
        elif size < 65536:
            head += bytes([0xFE]) + struct.pack(">H", size)
        else:
            head += bytes([0xFF]) + struct.pack(">Q", size)
        stretched = mask * (size // 4 + 1)
        self._socket.sendall(head + mask + bytes(a ^ b for a, b in zip(payload, stretched)))

    def receive(self, timeout):
        """The next binary message; raises TimeoutError, or Closed."""
        self._socket.settimeout(timeout)
        message = b""
        while True:
            final, opcode, payload = self._frame()
            if opcode == CLOSE:
                raise Closed(payload[2:].decode(errors="replace"))
            if opcode == PING:
                self.send(payload, PONG)
            elif opcode != PONG:
                message += payload
                if final:
                    return message

    def waiting(self):
        """How many bytes stand in the kernel between the other side and us, in both its queues."""
        ours, theirs = self._socket.getsockname()[1], self._socket.getpeername()[1]
        waiting = 0
        with open("/proc/net/tcp", encoding="ascii") as lines:
            for _, local, remote, _, queues, *_ in map(str.split, list(lines)[1:]):
                ports, (sent, unread) = (_port(local), _port(remote)), queues.split(":")
                if ports == (theirs, ours):
                    waiting += int(sent, 16)
                elif ports == (ours, theirs):
                    waiting += int(unread, 16)
        return waiting

    def drop(self):
        """Closes without a word, as a browser that crashed."""
        self._socket.close()

    def _frame(self):
        # Nothing is taken out of the buffer before the frame is whole: a timeout loses nothing.
        while True:
            frame = _parse(self._read)
            if frame:
                used, final, opcode, payload = frame
                self._read = self._read[used:]
                return final, opcode, payload
            self._fill()

    def _fill(self):
        more = self._socket.recv(1 << 16)
        if not more:
            raise Closed("without a word")
        self._read += more


def _port(place):
    return int(place.split(":")[1], 16)


def _parse(data):
    if len(data) < 2:
        return None
    size, at = data[1] & 0x7F, 2
    if size == 126:
        if len(data) < 4:
            return None
        size, at = struct.unpack(">H", data[2:4])[0], 4
    elif size == 127:
        if len(data) < 10:
            return None
        size, at = struct.unpack(">Q", data[2:10])[0], 10
    if len(data) < at + size:
        return None
    return at + size, bool(data[0] & 0x80), data[0] & 0x0F, data[at:at + size]
