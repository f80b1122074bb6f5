"""Events as a council's system would publish them, of children who do not exist."""

import datetime
import itertools

_numbers = itertools.count(1)


def three_contacts(child):
    """Police, health and a school called on the same day; each call was closed with advice."""
    return [_event("contact.recorded", {
        "contactId": f"{child}-{source}", "childId": child, "receivedAt": today(),
        "source": source, "outcome": "information-and-advice", "decidedAt": today(),
    }) for source in ("6", "3A", "2A")]


def retraction(child, source, reason):
    """One of the three is taken back."""
    return _event("record.retracted", {
        "recordType": "contact", "recordId": f"{child}-{source}", "childId": child,
        "reason": reason,
    })


def today():
    return datetime.datetime.now(datetime.timezone.utc).date().isoformat()


def _event(kind, data):
    now = datetime.datetime.now(datetime.timezone.utc)
    return {
        "specversion": "1.0", "id": f"browser-{next(_numbers)}", "source": "casework.example",
        "type": kind, "time": now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "data": data,
    }
