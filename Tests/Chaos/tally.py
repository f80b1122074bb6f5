"""Counts checks and says of each, in one line, what came of it."""


class Tally:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def check(self, name, faults):
        """Notes one check; `faults` is a list of what was found, empty where all is well."""
        if not faults:
            self.passed += 1
            print(f"ok    {name}", flush=True)
            return
        self.failed += 1
        print(f"FAIL  {name}", flush=True)
        for fault in faults[:8]:
            print(f"      {fault}", flush=True)
        if len(faults) > 8:
            print(f"      and {len(faults) - 8} more", flush=True)

    def that(self, name, holds, otherwise="it is not so"):
        """Notes one check that holds or does not; `otherwise` says what was seen instead."""
        self.check(name, [] if holds else [otherwise])

    def summary(self):
        return f"{self.passed} passed, {self.failed} failed"
