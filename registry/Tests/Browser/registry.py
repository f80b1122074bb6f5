"""The registry's program with the sample catalogue, run as somebody who installs it would."""

import datetime
import json
import pathlib
import re
import subprocess
import time
import urllib.error
import urllib.request


class Registry:
    # A check may wait for other work on the machine too.
    patience = 300  # seconds

    # The sample organisations whose keys the checks use.
    supplier = "brackwater-data"
    council = "marlcombe-council"

    # The day as of which the sample catalogue is written: its certificates hold then, or do not.
    written = datetime.date(2026, 11, 20)

    def __init__(self, path, directory, catalogue, day=None):
        """With a day, every date of the catalogue is as far from it as from the one it was written."""
        self.path = str(path)
        self.directory = directory
        self.catalogue = str(catalogue if day is None else _moved(
            catalogue, directory / "catalogue", day - self.written))
        self.data = str(directory / "data")
        # A day on which some of the certificates have run out.
        self.later = (day or self.written) + datetime.timedelta(days=131)
        self.port = 0
        self.process = None
        self.keys = {}

    def fill(self):
        self._run("import", "catalogue", self.catalogue, "--data", self.data)
        for organisation, scope in (
            (self.supplier, "write-solutions"), (self.council, "write-problems"),
        ):
            self.keys[organisation] = self.create_key(organisation, scope)

    def create_key(self, organisation, scope):
        said = self._run("keys", "create", organisation, "--scope", scope, "--data", self.data)
        return said.strip()

    def _run(self, *words):
        done = subprocess.run([self.path, *words], stdin=subprocess.DEVNULL, text=True,
                              capture_output=True, timeout=self.patience)
        if done.returncode != 0:
            raise RuntimeError(f"{words[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
        return done.stdout

    def serve(self):
        """Starts to serve, on the same port as before if there was one, and waits until ready."""
        said = self.directory / "serve.txt"
        with said.open("w") as output:
            # One machine asks for everything here, so nobody counts how often.
            self.process = subprocess.Popen(
                [self.path, "serve", "--data", self.data, "--port", str(self.port), "--rate", "0"],
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        self._wait(lambda: self._hear(said), "say where it listens")
        self._wait(self._is_ready, "be ready")

    def _hear(self, said):
        found = re.search(r"http://127\.0\.0\.1:(\d+)", said.read_text())
        if found:
            self.port = int(found.group(1))
        return found

    def _is_ready(self):
        try:
            with urllib.request.urlopen(self.address + "/readyz", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def _wait(self, state, what):
        end = time.monotonic() + self.patience
        while not state():
            if self.process.poll() is not None or time.monotonic() > end:
                text = (self.directory / "serve.txt").read_text()
                raise RuntimeError(f"the program did not {what}: {text[-2000:]}")
            time.sleep(0.05)

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def solution(self, name):
        """A solution of the sample catalogue, as it stands in its file."""
        file = pathlib.Path(self.catalogue) / "solutions" / f"{name}.json"
        return json.loads(file.read_text())

    def put(self, solution):
        """Catalogues a solution of the supplier's, as a program does."""
        return self._ask("POST", "/api/solutions", solution)

    def withdraw(self, name):
        return self._ask("DELETE", f"/api/solutions/{name}")

    def _ask(self, method, path, body=None):
        request = urllib.request.Request(
            self.address + path, method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json",
                     "Authorization": f"Bearer {self.keys[self.supplier]}",
                     "If-Match": "*"} if method != "POST" else
            {"Content-Type": "application/json",
             "Authorization": f"Bearer {self.keys[self.supplier]}"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status

    def kill(self):
        """As a power cut would."""
        self.process.kill()
        self.process.wait()

    def stop(self):
        """Asks it to end, and gives its exit status."""
        if self.process is None or self.process.poll() is not None:
            return None
        self.process.terminate()
        try:
            return self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.kill()
            return None


def _moved(catalogue, to, by):
    def later(found):
        return (datetime.date.fromisoformat(found.group()) + by).isoformat()

    for file in pathlib.Path(catalogue).rglob("*.json"):
        copy = to / file.relative_to(catalogue)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(re.sub(r"\b20\d\d-\d\d-\d\d\b", later, file.read_text()))
    return to
