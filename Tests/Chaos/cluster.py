"""Three brokers of Apache Kafka on this machine, from nothing but its published jars."""

import json
import os
import pathlib
import signal
import socket
import subprocess
import time

BROKERS = 3

SETTINGS = """\
process.roles=broker,controller
node.id={node}
controller.quorum.voters={voters}
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
inter.broker.listener.name=PLAINTEXT
log.dirs={directory}/log
default.replication.factor=3
min.insync.replicas=2
offsets.topic.replication.factor=3
offsets.topic.num.partitions=8
transaction.state.log.replication.factor=3
transaction.state.log.min.isr=2
share.coordinator.state.topic.replication.factor=3
share.coordinator.state.topic.min.isr=2
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
broker.session.timeout.ms=6000
broker.heartbeat.interval.ms=1000
replica.lag.time.max.ms=10000
"""

LOGGING = """\
status = error
appender.file.type = File
appender.file.name = file
appender.file.fileName = ${sys:kafka.logs.dir}/server.log
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = [%d] %p %m (%c)%n
rootLogger.level = INFO
rootLogger.appenderRef.file.ref = file
"""


class Cluster:
    def __init__(self, home, directory, heap="384m"):
        """`home` is a folder of Apache Kafka's with its jars in `libs`."""
        self.classpath = str(pathlib.Path(home).resolve() / "libs" / "*")
        self.directory = pathlib.Path(directory)
        self.heap = heap
        self.processes = {}
        ports = _free_ports(2 * BROKERS)
        self.ports = dict(enumerate(ports[:BROKERS], 1))
        self.controllers = dict(enumerate(ports[BROKERS:], 1))
        self.bootstrap = ",".join(f"127.0.0.1:{port}" for port in self.ports.values())
        self.logging = self.directory / "log4j2.properties"

    def up(self):
        self.directory.mkdir(parents=True)
        self.logging.write_text(LOGGING)
        voters = ",".join(f"{n}@127.0.0.1:{port}" for n, port in self.controllers.items())
        for node in self.ports:
            own = self.directory / str(node)
            own.mkdir()
            (own / "server.properties").write_text(SETTINGS.format(
                node=node, voters=voters, port=self.ports[node],
                controller=self.controllers[node], directory=own))
            subprocess.run(
                self._java("256m", node) + ["kafka.tools.StorageTool", "format", "-t",
                                            "c2Vjb25kLWxvb2stMDAwMQ",
                                            "-c", str(own / "server.properties")],
                check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        for node in self.ports:
            self._launch(node)
        for node in self.ports:
            self._await(node)

    def _java(self, heap, node):
        return ["java", f"-Xmx{heap}", "-XX:+UseSerialGC",
                f"-Dlog4j2.configurationFile={self.logging}",
                f"-Dkafka.logs.dir={self.directory / str(node)}", "-cp", self.classpath]

    def _launch(self, node):
        own = self.directory / str(node)
        (own / "server.log").unlink(missing_ok=True)
        with (own / "stdout").open("a") as output:
            self.processes[node] = subprocess.Popen(
                self._java(self.heap, node) + ["kafka.Kafka", str(own / "server.properties")],
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)

    def _await(self, node, patience=120):
        log = self.directory / str(node) / "server.log"
        end = time.monotonic() + patience
        while not (log.exists() and "Kafka Server started" in log.read_text(errors="replace")):
            if self.processes[node].poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"broker {node} does not start; see {log}")
            time.sleep(0.1)

    # What happens to brokers.

    def kill(self, node):
        self.processes[node].kill()
        self.processes[node].wait()

    def stop(self, node):
        self.processes[node].terminate()
        try:
            self.processes[node].wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.kill(node)

    def start(self, node):
        self._launch(node)
        self._await(node)

    def pause(self, node):
        os.kill(self.processes[node].pid, signal.SIGSTOP)

    def resume(self, node):
        os.kill(self.processes[node].pid, signal.SIGCONT)

    def down(self):
        for node, process in self.processes.items():
            if process.poll() is None:
                os.kill(process.pid, signal.SIGCONT)
                process.kill()
                process.wait()

    def wait_until_whole(self, patience=180):
        """Until every partition is on all its brokers again: so one fault at a time is all that a
        partition has to bear."""
        end = time.monotonic() + patience
        while True:
            missing = self._missing()
            if missing == 0:
                return
            if time.monotonic() > end:
                raise RuntimeError(f"{missing} partitions are not on all their brokers")
            time.sleep(0.5)

    def _missing(self):
        done = subprocess.run(["kcat", "-b", self.bootstrap, "-L", "-J", "-m", "10"],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode != 0:
            return -1
        seen = json.loads(done.stdout)
        if len(seen["brokers"]) < BROKERS:
            return -1
        return sum(len(partition["isrs"]) < len(partition["replicas"])
                   for topic in seen["topics"] for partition in topic["partitions"])


def _free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()
