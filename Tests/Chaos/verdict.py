"""What has to hold when everything is quiet."""

import collections
import datetime
import json
import subprocess

LEFT_OUT = ("revision", "status", "score")


def check(tally, program, words, bootstrap, topic, load, follower, boards, engines):
    """Looks at the whole of it; each look is a line."""
    # The doctor works everything out again from the records, at once, and compares.
    doctor = subprocess.run([program, "doctor", *words], capture_output=True, text=True,
                            stdin=subprocess.DEVNULL)
    print("\n".join("      " + line for line in doctor.stdout.splitlines()))
    tally.that("the doctor finds nothing", doctor.returncode == 0, doctor.stdout + doctor.stderr)
    tally.that("it knows every child that was acknowledged",
               f" of {len(load.acknowledged)} children" in doctor.stdout)

    standing = _alerts(program, words)
    oracle = _alerts(program, [*words, "--as-of", _now()])
    tally.that("what the alerts topic says stands is what the records say",
               _faces(standing) == _faces(oracle),
               f"{len(_faces(standing) ^ _faces(oracle))} alerts differ")

    # Three contacts within a day lead to an alert whose evidence is all of them: every event that
    # was acknowledged is in a chronology, and what follows from it was published.
    evidence = {alert["childId"]: set(alert["evidence"]) for alert in standing
                if alert["rule"] == "contacts-without-response"}
    faults = []
    for child, ids in sorted(load.acknowledged.items()):
        records = {one for one in ids if not one.endswith("-retracted")}
        if child in load.retracted or len(records) < 3:
            if child in evidence:
                faults.append(f"{child}: an alert stands that should not")
        elif evidence.get(child) != records:
            faults.append(f"{child}: {len(records)} acknowledged, alert: {evidence.get(child)}")
    tally.check(f"all {load.events} acknowledged events are in a chronology and its alert", faults)

    # Those whose alert was withdrawn are looked at one by one; some of them, each reads the log.
    sample = sorted(load.retracted)[:: max(1, len(load.retracted) // 5)][:5]
    faults = []
    for child in sample:
        told = subprocess.run([program, "explain", child, *words], capture_output=True, text=True,
                              stdin=subprocess.DEVNULL)
        if told.stdout.count(": undecided") != 2:
            faults.append(f"{child}: {told.stdout}{told.stderr}")
    tally.check(f"what was taken back is gone from the chronology ({len(sample)} children)", faults)

    # Readers: the topic itself, a board that was there all the time, one that began just now, and a
    # page that listened to the first one's stream.
    seen = {"the topic": _net(standing)}
    for name, board in boards.items():
        seen[name] = _net(json.loads(board.get("/alerts")[1])["alerts"])
    seen["a page's stream"] = _net(
        alert for alert in follower.latest.values() if alert["status"] != "withdrawn")
    tally.check("every reader sees the same", [
        f"{name} differs from the topic in {len(net ^ seen['the topic'])} alerts"
        for name, net in seen.items() if net != seen["the topic"]])

    records = list(dump(bootstrap, topic))
    late, batches = late_writers(records)
    tally.check("nobody wrote about a partition that it had lost for longer than one batch", [
        f"partition {partition}: {writer} appended {len(appends)} times after its loss"
        for (partition, writer), appends in late.items() if len(appends) > 1])
    strangers = {writer.split("-")[0] for _, _, writer, _, _ in records} - engines
    tally.that("nobody but the engines wrote", not strangers, str(strangers))
    takeovers = count_takeovers(records)
    return {"alerts standing": len(standing), "revisions": len(records),
            "takeovers of a partition, as the alerts topic shows": takeovers,
            "batches by a loser after its loss": sum(len(each) for each in late.values()),
            "records in them": batches}


def _now():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def _alerts(program, words):
    done = subprocess.run([program, "alerts", "--json", *words], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def _faces(alerts):
    """Alerts without what rightly depends on the moments at which an engine looked."""
    return {json.dumps({name: value for name, value in alert.items() if name not in LEFT_OUT},
                       sort_keys=True) for alert in alerts}


def _net(alerts):
    return {(alert["alertId"], alert["revision"], alert["status"]) for alert in alerts}


def dump(bootstrap, topic):
    """Partition, offset, process, since when it had the partition, and which append: of every
    record on the alerts topic, in the order of the log."""
    done = subprocess.run(
        ["kcat", "-C", "-b", bootstrap, "-t", topic, "-o", "beginning", "-e", "-q", "-J"],
        capture_output=True, text=True, stdin=subprocess.DEVNULL, check=True)
    records = []
    for line in done.stdout.splitlines():
        record = json.loads(line)
        headers = dict(zip(record["headers"][::2], record["headers"][1::2]))
        process, since, append = headers["ce_engine"].split("/")
        records.append((record["partition"], record["offset"], process, int(since), int(append)))
    return sorted(records)


def late_writers(records):
    """Who wrote about a partition after one had written to whom it was given later: for each
    partition and writer, the appends; and how many records there are in them."""
    late = collections.defaultdict(set)
    count = 0
    newest = {}
    for partition, _, process, since, append in records:
        if since < newest.get(partition, 0):
            late[partition, f"{process}/{since}"].add(append)
            count += 1
        newest[partition] = max(since, newest.get(partition, 0))
    return late, count


def count_takeovers(records):
    last, count = {}, 0
    for partition, _, process, _, _ in records:
        count += last.get(partition, process) != process
        last[partition] = process
    return count
