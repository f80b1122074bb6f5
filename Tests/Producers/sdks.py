"""Publishes with libraries that are not ours: the CNCF's CloudEvents SDK for Python, over HTTP and on
Kafka, and Node's own HTTP client, which sends what the SDK for JavaScript makes of an event.

Neither Debian nor PyPI has an SDK of another language than Python's, so Node's part is written out
(publish.mjs): headers, content types and bodies are those that the SDK's sources show.
"""

import datetime
import json
import pathlib
import subprocess
import urllib.error
import urllib.request

from cloudevents.core.bindings import http, kafka
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

HERE = pathlib.Path(__file__).resolve().parent
FORMAT = JSONFormat()
SOURCE = "https://mash.example/é"
SOURCES = ("1A", "2A", "3A")


def events(child, now, as_bytes=False, **more):
    """Three contacts of a child on one day, which is an alert."""
    for number, source in enumerate(SOURCES, 1):
        data = {"contactId": f"{child} {number}", "childId": child,
                "receivedAt": now.date().isoformat(), "source": source}
        yield CloudEvent(
            {"type": "contact.recorded", "source": SOURCE, "specversion": "1.0",
             "id": f"{child} 100% “{number}”", "datacontenttype": "application/json",
             "time": now + datetime.timedelta(seconds=number), "subject": "a \"subject\"",
             "tenant": "north moor", "sequence": number, **more},
            json.dumps(data).encode() if as_bytes else data)


def post(service, headers, body):
    request = urllib.request.Request(
        f"http://127.0.0.1:{service.port}/events", body,
        {**headers, **service.authority("publisher", SOURCE)}, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def over_http(tally, service, alerted):
    """- alerted: the children with an alert, once those given are among them or time is up."""
    now = datetime.datetime.now(datetime.timezone.utc).replace(hour=0, minute=0, second=0)
    children = set()
    for name, shape, as_bytes in (
        ("structured", http.to_structured_event, False),
        ("structured, data in Base64", http.to_structured_event, True),
        ("binary", http.to_binary_event, False),
        ("binary, data as bytes", http.to_binary_event, True),
    ):
        child = f"C {name.replace(',', '')}"
        answers = []
        for event in events(child, now, as_bytes):
            message = shape(event)
            answers.append(post(service, message.headers, message.body))
        tally.check(f"Python's SDK over HTTP, {name}: each is accepted",
                    [answer for answer in answers if answer[0] != 202])
        children.add(child)
    child = "C batch"
    batch = b"[" + b",".join(FORMAT.write(event) for event in events(child, now)) + b"]"
    answer = post(service, {"content-type": "application/cloudevents-batch+json"}, batch)
    tally.check("Python's SDK over HTTP, a batch: accepted", [answer] if answer[0] != 202 else [])
    children.add(child)

    for mode in ("structured", "binary", "batch"):
        child = f"C node {mode}"
        given = [json.loads(FORMAT.write(event)) for event in events(child, now)]
        done = subprocess.run(
            ["node", HERE / "publish.mjs", mode, f"http://127.0.0.1:{service.port}/events",
             service.authority("publisher", SOURCE)["Authorization"]],
            input=json.dumps(given), capture_output=True, text=True, timeout=60)
        tally.check(f"Node's client, {mode}: each is accepted",
                    [done.stdout + done.stderr] if done.returncode else [])
        children.add(child)
    tally.check("every child of theirs is on the board", sorted(children - alerted(children)))


def on_kafka(publisher):
    """Publishes with the SDK's Kafka binding, and says whose events they are."""
    now = datetime.datetime.now(datetime.timezone.utc).replace(hour=0, minute=0, second=0)
    children = set()
    for name, shape, as_bytes in (
        ("structured", kafka.to_structured_event, False),
        ("structured Base64", kafka.to_structured_event, True),
        ("binary", kafka.to_binary_event, False),
    ):
        child = f"C SDK {name}"
        for event in events(child, now, as_bytes, partitionkey=child):
            message = shape(event)
            publisher.send(message.key, message.value, list(message.headers.items()))
        children.add(child)
    # The SDK for JavaScript writes the type of the data twice, and headers without a value for what is
    # not set.
    child = "C SDK JavaScript"
    for event in events(child, now, partitionkey=child):
        message = kafka.to_binary_event(event)
        publisher.send(message.key, message.value, [
            *message.headers.items(), ("ce_datacontenttype", b"application/json"),
            ("ce_dataschema", None), ("ce_datacontentencoding", None), ("ce_schemaurl", None)])
    children.add(child)
    publisher.flush()
    return children
