"""The real program, run as anybody would run it, on a directory of its own."""

import json
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request


class Program:
    # A development build reads a year of a council in well under a minute, on a slow machine too.
    patience = 300  # seconds

    def __init__(self, path, directory, council="Northmoor"):
        self.path = str(path)
        self.directory = directory
        self.data = str(directory / "data")
        self.council = council
        self.port = 0
        self.process = None
        self._publisher = None

    def simulate(self, council, years, ending):
        """Writes an invented council's events and gives their file."""
        file = self.directory / "events.jsonl"
        self._run("simulate", "--council", council, "--years", str(years),
                  "--ending", ending.isoformat(), "--out", str(file))
        return file

    def write(self, events):
        """Puts events into a file of their own, one a line."""
        file = self.directory / f"made-{events[0]['id']}.jsonl"
        file.write_text("".join(json.dumps(event) + "\n" for event in events))
        return file

    def publish(self, file):
        self._run("publish", str(file), "--data", self.data)

    def sign_in_address(self, role="manager"):
        """An address that signs somebody in, once."""
        return self._run("sign-in", "--data", self.data, "--role", role).strip()

    def _run(self, *words):
        done = subprocess.run([self.path, *words], stdin=subprocess.DEVNULL, text=True,
                              capture_output=True, timeout=self.patience)
        if done.returncode != 0:
            raise RuntimeError(f"{words[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
        return done.stdout

    def fails(self, *words):
        """Whether a command ends with a status other than 0."""
        return subprocess.run([self.path, *words], stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=self.patience).returncode != 0

    @staticmethod
    def free_port():
        with socket.create_server(("127.0.0.1", 0)) as server:
            return server.getsockname()[1]

    def serve(self, *more):
        """Starts to serve, on the same port as before if there was one, and waits until ready."""
        said = self.directory / "serve.txt"
        with said.open("w") as output:
            self.process = subprocess.Popen(
                [self.path, "serve", "--data", self.data, "--port", str(self.port),
                 "--council", self.council, *more],
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

    def post(self, events):
        """Publishes events over HTTP; they are in the log when this returns."""
        if self._publisher is None:
            self._publisher = self._run(
                "keys", "create", "--data", self.data, "--role", "publisher", "--name", "check",
                "--source", events[0]["source"]).strip()
        request = urllib.request.Request(
            self.address + "/events", data=json.dumps(events).encode(), method="POST",
            headers={"Content-Type": "application/cloudevents-batch+json",
                     "Authorization": f"Bearer {self._publisher}"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            if answer.status != 202:
                raise RuntimeError(f"events were answered with {answer.status}")

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
