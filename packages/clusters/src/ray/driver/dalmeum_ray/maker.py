"""Makes a run on whichever node Ray gives it."""

import json
import subprocess
import threading
import time

import ray

from .log import now
from .node import INSTALLED, PROGRAM, environment, install, last, remove

STORED, FAILED, UNFIT = 0, 3, 4
LONGEST_LINE = 2**20
SILENT = "it says nothing of why"


@ray.remote(max_restarts=0, max_concurrency=32)
class Maker:
    """Makes one run in a process of its own; whoever asks, and whenever, is told all of it."""

    def __init__(self):
        self.told = []
        self.news = threading.Condition()
        self.begun = self.ended = False
        self.listeners = 0
        self.progress = (None, 0.0, 0.0)

    def place(self):
        context = ray.get_runtime_context()
        return context.get_node_id(), context.get_job_id()

    @ray.method(num_returns="streaming")
    def make(self, run):
        with self.news:
            self.listeners += 1
            if not self.begun:
                self.begun = True
                threading.Thread(target=self._make, args=[run], daemon=True).start()
        heard = 0
        try:
            while True:
                with self.news:
                    self.news.wait_for(lambda: len(self.told) > heard or self.ended)
                    events, ended = self.told[heard:], self.ended
                # Ray asks for more of a generator than `yield from` a list gives it.
                for event in events:
                    yield event
                heard += len(events)
                if ended:
                    return
        finally:
            with self.news:
                self.listeners -= 1
                self.news.notify_all()

    def leave(self):
        """Wait until all who listen have heard the end."""
        with self.news:
            self.news.wait_for(lambda: self.begun == self.ended and self.listeners == 0, timeout=5)

    def _make(self, run):
        try:
            if not INSTALLED.exists():
                self._say({"kind": "says", "text": "installs the workspace"})
            problem = install()
            self._say({"kind": "unfit", "reason": problem} if problem is not None else self._run(run))
        except Exception as error:
            self._say({"kind": "lost", "reason": f"{type(error).__name__}: {error}"})
        with self.news:
            self.ended = True
            self.news.notify_all()

    def _say(self, event):
        with self.news:
            self.told.append({"at": now(), **event})
            self.news.notify_all()

    def _run(self, run):
        """Returns how it ended."""
        self._say({"kind": "starts"})
        pipes = {name: subprocess.PIPE for name in ("stdin", "stdout", "stderr")}
        ending, errors = {}, [""]
        # It stops by itself once its standard input ends, so that it lives no longer than this process.
        with subprocess.Popen([*PROGRAM, *run["arguments"]], env=environment(), **pipes) as child:
            reader = threading.Thread(target=keep_tail, args=[child.stderr, errors], daemon=True)
            reader.start()
            for line in child.stdout:
                event = event_of(line)
                if event["kind"] in ("stored", "unfit"):
                    ending = event
                elif event["kind"] != "progress" or self._is_news(event):
                    self._say(event)
            code = child.wait()
            reader.join(timeout=1)
        reason = last(errors[0])
        if code == STORED:
            remove(ending.get("path"))
            return {"kind": "stored"}
        if code == FAILED:
            return {"kind": "failed", "reason": reason or SILENT}
        if code == UNFIT:
            return ending if ending.get("kind") == "unfit" else {"kind": "unfit", "reason": reason or SILENT}
        ended = f"was ended by signal {-code}" if code < 0 else f"ended with {code}"
        return {"kind": "lost", "reason": f"its process {ended}: {reason or SILENT}"}

    def _is_news(self, event):
        """The job's log holds all that is told: a line a percent is enough, or one in half a minute."""
        label, at, share = self.progress
        moment, done = time.monotonic(), event["done"] / event["total"]
        if label == event["label"] and done < 1:
            if moment - at < 1 or (done - share < 0.01 and moment - at < 30):
                return False
        self.progress = (event["label"], moment, done)
        return True


def keep_tail(stream, kept):
    while chunk := stream.read1(65536):
        kept[0] = (kept[0] + chunk.decode(errors="replace"))[-4000:]


def event_of(line):
    """A line of the run's process; what is no event is something that it says."""
    try:
        event = json.loads(line) if len(line) <= LONGEST_LINE else {}
        if event["kind"] == "progress":
            event["label"], event["done"] / event["total"]
        return event
    except (ValueError, TypeError, KeyError, ZeroDivisionError):
        return {"kind": "says", "text": line.decode(errors="replace").rstrip()[:2000]}
