"""A line to the relay that can be cut: a TCP forwarder between a program and its server."""

import socket
import threading


class CutLine:
    """Listens at `port`. While it is cut nothing passes and nothing is told, as in a network that swallows packets:
    what was open before or is opened meanwhile stays silent for good. With `reset` both ends hear of it at once."""

    def __init__(self, server_port):
        self._server_port = server_port
        self._lock = threading.Lock()
        self._open = []  # pairs of sockets
        self._silent = []  # kept, so that nobody hears of their end
        self._cut = False
        self._refusing = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self, reset=False):
        with self._lock:
            self._cut, self._refusing = True, reset
            pairs, self._open = self._open, []
            if not reset:
                self._silent += [end for pair in pairs for end in pair]
        if reset:
            for pair in pairs:
                _end(*pair)

    def restore(self):
        with self._lock:
            self._cut = self._refusing = False

    def forget(self):
        """What was swallowed ends at last, as it does when keepalives find it out."""
        with self._lock:
            ends, self._silent = self._silent, []
        _end(*ends)

    def close(self):
        _end(self._listener)
        with self._lock:
            pairs, self._open = self._open, []
            ends = [end for pair in pairs for end in pair] + self._silent
            self._silent = []
            self._cut = True
        _end(*ends)

    def _accept(self):
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                if self._cut:
                    if self._refusing:
                        near.close()
                    else:
                        self._silent.append(near)
                    continue
            try:
                far = socket.create_connection(("127.0.0.1", self._server_port), timeout=5)
            except OSError:
                near.close()
                continue
            far.settimeout(None)
            pair = (near, far)
            with self._lock:
                self._open.append(pair)
            for source, sink in (pair, pair[::-1]):
                threading.Thread(target=self._pump, args=(pair, source, sink), daemon=True).start()

    def _pump(self, pair, source, sink):
        while True:
            try:
                data = source.recv(65536)
            except OSError:
                data = b""
            with self._lock:
                if pair not in self._open:
                    return  # cut: what just came is lost
            try:
                if data:
                    sink.sendall(data)
                    continue
            except OSError:
                pass
            with self._lock:
                if pair in self._open:
                    self._open.remove(pair)
                else:
                    return
            _end(*pair)
            return


def _end(*ends):
    """Both ways, at once. The descriptor itself goes with its last reader: closed under one that is about to read,
    its number may be another connection's by then, and that one loses bytes."""
    for end in ends:
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
