"""Events as a council's system would publish them, of children who do not exist."""

import datetime
import itertools

_numbers = itertools.count(1)

# Three kinds of callers about one child within a quarter stand on the board.
_CALLERS = ("6", "3A", "2A")


def three_contacts(child):
    """Police, health and a school called today; each call was closed with advice."""
    return [_contact(child, source, today()) for source in _CALLERS]


def contact_today(child, source):
    """One more call about a child, today."""
    return _contact(child, source, today())


def retraction(child, source, reason):
    """One of the three is taken back."""
    return _event("record.retracted", {
        "recordType": "contact", "recordId": f"{child}-{source}", "childId": child,
        "reason": reason,
    })


def crowd(day, size):
    """So many children who stand on the board of that day."""
    return [_contact(f"C-crowd-{number}", source, day - datetime.timedelta(days=1 + number % 20))
            for number in range(size) for source in _CALLERS]


def returning(child, day):
    """Referred, closed as not yet serious enough and back, three times in the year before a day."""
    return [event for number, days in enumerate((150, 90, 45, 5)) for event in (
        _contact(child, "6", day - datetime.timedelta(days=days), f"{child}-call-{number}"),
        _referral(child, number, day - datetime.timedelta(days=days)),
        *([] if days == 5 else
          [_closure(child, number, day - datetime.timedelta(days=days - 30), "RC8")]),
    )]


def reopened(child, day):
    """Closed while information was awaited and opened again when it came: a loop that is none."""
    return [
        _referral(child, 1, day - datetime.timedelta(days=60)),
        _closure(child, 1, day - datetime.timedelta(days=40), "RC8", pending=True),
        _referral(child, 2, day - datetime.timedelta(days=30)),
    ]


def corrected(child, day):
    """Three calls, one of which was recorded for the wrong child."""
    before = day - datetime.timedelta(days=3)
    return [_contact(child, source, before) for source in _CALLERS] + [
        retraction(child, "6", "Recorded for the wrong child.")]


def today():
    return datetime.datetime.now(datetime.timezone.utc).date()


def _contact(child, source, day, name=None):
    return _event("contact.recorded", {
        "contactId": name or f"{child}-{source}", "childId": child, "receivedAt": day.isoformat(),
        "source": source, "outcome": "information-and-advice", "decidedAt": day.isoformat(),
    }, day)


def _referral(child, number, day):
    return _event("referral.recorded", {
        "referralId": f"{child}-{number}", "childId": child, "receivedAt": day.isoformat(),
        "source": "6", "noFurtherAction": False, "decidedAt": day.isoformat(),
    }, day)


def _closure(child, number, day, reason, pending=False):
    return _event("closure.recorded", {
        "referralId": f"{child}-{number}", "childId": child, "closedAt": day.isoformat(),
        "reason": reason, "pendingInformation": pending,
    }, day)


def _event(kind, data, day=None):
    """Recorded at noon of its day, or now where it is about today."""
    now = datetime.datetime.now(datetime.timezone.utc)
    if day and day < now.date():
        now = datetime.datetime.combine(day, datetime.time(12), datetime.timezone.utc)
    return {
        "specversion": "1.0", "id": f"browser-{next(_numbers)}", "source": "casework.example",
        "type": kind, "time": now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "data": data,
    }
