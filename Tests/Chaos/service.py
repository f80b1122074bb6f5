"""The program's processes, each with roles of its own, on the same log."""

import http.client
import os
import pathlib
import re
import signal
import subprocess
import time


class Service:
    def __init__(self, program, name, roles, words, directory):
        self.program = str(program)
        self.name = name
        # With the embedded log, one process has every role.
        self.words = ["serve", *(["--roles", roles] if roles else []), "--port", "0", *words,
                      "--data", str(pathlib.Path(directory) / f"data-{name}")]
        self.said = pathlib.Path(directory) / f"{name}.txt"
        self.process = None
        self.port = 0
        self.starts = 0
        self.data = str(pathlib.Path(directory) / f"data-{name}")
        self._keys = {}

    def start(self, ready=False, patience=120):
        """Starts it and waits until it says where it listens."""
        before = self.said.stat().st_size if self.said.exists() else 0
        with self.said.open("a") as output:
            self.process = subprocess.Popen(
                [self.program, *self.words], stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.STDOUT)
        self.starts += 1
        end = time.monotonic() + patience
        while True:
            found = re.search(r"http://127\.0\.0\.1:(\d+)", self.said.read_text()[before:])
            if found:
                self.port = int(found.group(1))
                break
            if self.process.poll() is not None:
                # Kafka may have no leader for a moment; whoever keeps services starts it again.
                return False
            if time.monotonic() > end:
                raise RuntimeError(f"{self.name} does not listen; see {self.said}")
            time.sleep(0.02)
        if ready:
            self.wait_until_ready(patience)
        return True

    def start_again(self, patience=120):
        """As a keeper of services does: until it stays."""
        end = time.monotonic() + patience
        while not self.start():
            if time.monotonic() > end:
                raise RuntimeError(f"{self.name} does not start; see {self.said}")
            time.sleep(0.5)

    def wait_until_ready(self, patience=120):
        end = time.monotonic() + patience
        while not self.is_ready():
            if time.monotonic() > end:
                raise RuntimeError(f"{self.name} is not ready; see {self.said}")
            time.sleep(0.05)

    def is_ready(self):
        try:
            return self.get("/readyz", timeout=5)[0] == 200
        except OSError:
            return False

    def get(self, path, timeout=60):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", path, headers=self.authority("manager"))
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def authority(self, role, *more):
        """The headers with a key of this server's own: a publisher's for the sources `more` names."""
        if role not in self._keys:
            made = subprocess.run(
                [self.program, "keys", "create", "--data", self.data, "--role", role,
                 "--name", "check", *(word for source in more for word in ("--source", source))],
                stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
            self._keys[role] = made.stdout.strip()
        return {"Authorization": f"Bearer {self._keys[role]}"}

    @property
    def pid(self):
        return self.process.pid

    @property
    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self, patience=60):
        """Asks it to end: the exit status."""
        self.process.terminate()
        try:
            return self.process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            self.kill()
            return None

    def freeze(self):
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self):
        os.kill(self.pid, signal.SIGCONT)
