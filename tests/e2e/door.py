"""Knocks at the relay's own port with an operator's certificate, as a console that lost its manners would."""

import socket
import ssl


def knock(port, home, passphrase, root=None):
    """What the relay says: "open" when it goes on to HTTP/2, else the alert with which it ends the handshake."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.load_verify_locations(root or home / "root.crt")
    context.load_cert_chain(home / "operator.crt", home / "operator.key", passphrase)
    context.set_alpn_protocols(["h2"])
    with socket.create_connection(("127.0.0.1", port), timeout=15) as line:
        try:
            with context.wrap_socket(line, server_hostname="localhost") as door:
                door.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(3) + b"\4" + bytes(5))
                return "open" if door.recv(1) else "closed without a word"
        except ssl.SSLError as alert:
            return alert.reason
        except ConnectionError:
            return "closed without a word"
