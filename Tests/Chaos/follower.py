"""A reader of the board's stream, as a page is: what it has heard of each alert last."""

import http.client
import json
import threading
import time


class Follower:
    def __init__(self, board):
        self.board = board
        self.lock = threading.Lock()
        self.latest = {}  # alert id: its last revision
        self.children = set()
        self.last = None
        self.resets = 0
        self.revisions = 0
        self.is_over = False
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self):
        while not self.is_over:
            try:
                self._listen()
            except (OSError, http.client.HTTPException):
                time.sleep(0.2)

    def _listen(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.board.port, timeout=60)
        connection.request("GET", "/alerts/stream",
                           headers={**self.board.authority("duty"),
                                    **({"Last-Event-ID": self.last} if self.last else {})})
        answer = connection.getresponse()
        event, data, place = None, "", None
        while not self.is_over:
            line = answer.readline().decode()
            if not line:
                return
            name, _, value = line.rstrip("\n").partition(":")
            value = value.removeprefix(" ")
            if name == "event":
                event = value
            elif name == "data":
                data += value
            elif name == "id":
                place = value
            elif not line.strip():
                self._hear(event, data, place)
                event, data, place = None, "", None

    def _hear(self, event, data, place):
        if place:
            self.last = place
        with self.lock:
            if event == "reset":
                self.resets += 1
            elif event == "alert":
                alert = json.loads(data)
                self.revisions += 1
                self.latest[alert["alertId"]] = alert
                self.children.add(alert["childId"])

    def has_heard_of(self, children):
        with self.lock:
            return self.children.issuperset(children)
