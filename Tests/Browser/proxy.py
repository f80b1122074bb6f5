"""What stands before the program in earnest: a proxy that answers 502 while there is no program."""

import contextlib
import re
import socket
import threading

_BAD_GATEWAY = (b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 3\r\n"
                b"Connection: close\r\n\r\n502")


class Proxy:
    """Passes every connection on, as bytes, to the program's port."""

    def __init__(self, port):
        self.target = port
        self.refused = []  # the addresses that were answered 502
        self.asked = []  # the addresses of all streams that were asked for
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        # Closed alone, a listener whose thread waits in accept goes on listening.
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        with client, contextlib.suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head:
                piece = client.recv(65536)
                if not piece:
                    return
                head += piece
            address = head.split(b" ", 2)[1].decode()
            if "/stream?" in address or address.endswith("/stream"):
                self.asked.append(address)
            # One request a connection, so that each address is seen.
            head = re.sub(rb"\r\nConnection: [^\r]*", b"", head, flags=re.IGNORECASE)
            head = head.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1)
            try:
                server = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                self.refused.append(address)
                client.sendall(_BAD_GATEWAY)
                return
            with server:
                server.sendall(head)
                threading.Thread(target=_pump, args=(client, server), daemon=True).start()
                _pump(server, client)


def _pump(source, target):
    with contextlib.suppress(OSError):
        while piece := source.recv(65536):
            target.sendall(piece)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)
