"""Children at the front door: three contacts each, over HTTP and straight onto the topics, with
note of everything that was acknowledged."""

import datetime
import http.client
import json
import subprocess
import threading
import time

SOURCES = ["1A", "2A", "3A"]
DAY = datetime.datetime.now(datetime.timezone.utc).date().isoformat()


def contact(child, number):
    record = f"{child}-{number + 1}"
    return {"specversion": "1.0", "type": "contact.recorded", "source": "chaos", "id": record,
            "time": f"{DAY}T00:00:0{number}Z",
            "data": {"contactId": record, "childId": child, "receivedAt": DAY,
                     "source": SOURCES[number]}}


def retraction(child, number):
    record = f"{child}-{number + 1}"
    return {"specversion": "1.0", "type": "record.retracted", "source": "chaos",
            "id": record + "-retracted", "time": f"{DAY}T00:01:00Z",
            "data": {"recordType": "contact", "recordId": record, "childId": child,
                     "reason": "chaos"}}


class Load:
    """Publishes until it is told to stop. An event that was not acknowledged is sent again as it
    is, as a system does that keeps what it has to send."""

    def __init__(self, intake, bootstrap, topic, rate):
        self.intake = intake
        self.bootstrap = bootstrap
        self.topic = topic
        self.pause = 1 / rate
        self.lock = threading.Lock()
        self.acknowledged = {}  # child: the ids of its events
        self.complete = []  # children with three acknowledged contacts, in that order
        self.retracted = set()
        self.refusals = 0
        self.slowest = 0.0  # seconds from an event's first try to its acknowledgement
        self.is_over = threading.Event()
        kinds = [self._one_by_one, self._at_once, self._both_ways]
        self.threads = [threading.Thread(target=self._run, args=(name, kind), daemon=True)
                        for name, kind in zip("abc", kinds)]
        self.threads.append(threading.Thread(target=self._straight, daemon=True))

    def start(self):
        for thread in self.threads:
            thread.start()

    def stop(self):
        self.is_over.set()
        for thread in self.threads:
            thread.join(timeout=120)
            if thread.is_alive():
                raise RuntimeError("an event was not acknowledged within two minutes")

    @property
    def events(self):
        with self.lock:
            return sum(len(ids) for ids in self.acknowledged.values())

    def _note(self, child, events):
        with self.lock:
            known = self.acknowledged.setdefault(child, set())
            known.update(event["id"] for event in events)
            if events and events[-1]["type"] == "record.retracted":
                self.retracted.add(child)

    def _finish(self, child):
        with self.lock:
            self.complete.append(child)

    def _run(self, name, publish):
        number = 0
        while not self.is_over.wait(self.pause):
            number += 1
            publish(f"CH-{name}-{number}", number)

    # The ways in.

    def _one_by_one(self, child, number):
        for which in range(3):
            self._post([contact(child, which)])
            self._note(child, [contact(child, which)])
        self._finish(child)

    def _at_once(self, child, number):
        events = [contact(child, which) for which in range(3)]
        self._post(events)
        self._note(child, events)
        self._finish(child)

    def _both_ways(self, child, number):
        """Half over HTTP; every second one is taken back in part."""
        events = [contact(child, which) for which in (2, 0, 1)]
        self._post(events[:2])
        self._note(child, events[:2])
        self._post(events[2:])
        self._note(child, events[2:])
        if number % 2 == 0:
            self._post([retraction(child, 1)])
            # Nobody need ever have heard of it: both may come to an engine at once.
            self._note(child, [retraction(child, 1)])
        else:
            self._finish(child)

    def _straight(self):
        """A producer that is not ours, on the topic itself: by turns with Kafka's partitioner and
        with librdkafka's own, which puts a child's first contacts into two partitions."""
        number = 0
        while not self.is_over.wait(max(self.pause * 10, 0.5)):
            children = [f"CH-k-{number + one}" for one in range(10)]
            number += len(children)
            events = [(child, contact(child, which)) for which in range(3) for child in children]
            first, rest = events[:10], events[10:]
            other = "consistent_random" if number % 20 else "murmur2_random"
            self._until(lambda: self._produce(first, "murmur2_random"))
            self._until(lambda: self._produce(rest, other))
            for child, event in events:
                self._note(child, [event])
            for child in children:
                self._finish(child)

    def _produce(self, events, partitioner):
        lines = "".join(f"{child}\t{json.dumps(event)}\n" for child, event in events)
        done = subprocess.run(
            ["kcat", "-P", "-b", self.bootstrap, "-t", self.topic, "-K", "\t",
             "-H", "content-type=application/cloudevents+json",
             "-X", f"partitioner={partitioner}", "-X", "acks=all",
             "-X", "message.timeout.ms=20000"],
            input=lines, text=True, capture_output=True)
        return done.returncode == 0

    def _post(self, events):
        body = json.dumps(events).encode()
        self._until(lambda: self._send(body))

    def _send(self, body):
        connection = http.client.HTTPConnection("127.0.0.1", self.intake.port, timeout=60)
        try:
            connection.request("POST", "/events", body,
                               {"Content-Type": "application/cloudevents-batch+json",
                                **self.intake.authority("publisher", "chaos")})
            status = connection.getresponse().status
            if status not in (202, 503):
                raise RuntimeError(f"intake answered {status}")
            return status == 202
        except OSError:
            return False
        finally:
            connection.close()

    def _until(self, publish):
        begun = time.monotonic()
        while not publish():
            with self.lock:
                self.refusals += 1
            time.sleep(0.2)
        with self.lock:
            self.slowest = max(self.slowest, time.monotonic() - begun)
