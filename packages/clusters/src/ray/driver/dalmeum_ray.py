"""The job of a sweep on a Ray cluster: an actor a run, which tells whoever asks all that the run's process says.

It runs on the cluster's own Python, 3.10 or later, with nothing but Ray. `wanted.json` lies beside it.
"""

import asyncio
import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from datetime import datetime, timezone
from pathlib import Path

import ray
from ray.exceptions import ActorUnavailableError, RayActorError
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

PREFIX = "dalmeum-event "
PROGRAM = ["node", "apps/pipeline/bin/dalmeum.mjs"]
STORED, FAILED, UNFIT = 0, 3, 4
RETRIES = 3
# A node that fails these many different runs in a row is asked for no more.
FAILURES_IN_A_ROW = 3
# For a node that has what a run needs: one that is started anew, or by an autoscaler.
PATIENCE_SECONDS = 900
LONGEST_LINE = 2**20


def remember():
    """Run in each of Ray's processes before it does anything: a shell's `python` may be another, and Ray sets threads later."""
    os.environ["DALMEUM_PYTHON"] = sys.executable
    os.environ["DALMEUM_THREADS"] = os.environ.get("OMP_NUM_THREADS", "")


def environment():
    """That in which Ray was started, and the GPUs that Ray gives."""
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "OMP_NUM_THREADS")}
    threads = env.pop("DALMEUM_THREADS", "")
    return env | ({"OMP_NUM_THREADS": threads} if threads else {})


def write(event):
    """One write a line, ASCII alone: others write to this log too, and whoever reads it may have another locale."""
    sys.stdout.write(f"\n{PREFIX}{json.dumps(event)}\n")
    sys.stdout.flush()


def tell(identity, node, event):
    write({"identity": identity, "node": node, **event})


def now():
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def last(text):
    return text.strip()[-2000:]


def is_installed():
    return Path("node_modules/.dalmeum-installed").exists()


def install():
    """Install the workspace that Ray has unpacked here, unless it is. Returns what keeps it from that, if anything does."""
    missing = [name for name in ("node", "npm") if shutil.which(name) is None]
    if missing:
        return f"{' and '.join(missing)} not found in the PATH with which Ray was started; install Node.js, then start Ray again"
    folder = os.open(".", os.O_RDONLY)
    try:
        # npm holds the lock as well, should this process be killed before it.
        fcntl.flock(folder, fcntl.LOCK_EX)
        if is_installed():
            return None
        done = subprocess.run(
            ["npm", "run", "--silent", "setup"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=environment(),
            pass_fds=[folder],
        )
        if done.returncode != 0:
            return f"`npm run setup` ended with {done.returncode}: {last(done.stdout)}"
        Path("node_modules").mkdir(exist_ok=True)
        Path("node_modules/.dalmeum-installed").touch()
        return None
    finally:
        os.close(folder)


@ray.remote(num_cpus=0, max_retries=1)
def describe(arguments):
    """What a node says of itself: its line, or what keeps it from saying one."""
    problem = install()
    if problem is not None:
        return {"host": socket.gethostname(), "problem": problem}
    env = environment()
    # No run is made here, so Ray gives no GPU; which there are is asked all the same.
    if env.get("CUDA_VISIBLE_DEVICES") == "":
        del env["CUDA_VISIBLE_DEVICES"]
    done = subprocess.run(
        [*PROGRAM, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", env=env
    )
    lines = done.stdout.strip().splitlines()
    if done.returncode != 0 or not lines:
        return {"host": socket.gethostname(), "problem": f"it ended with {done.returncode}: {last(done.stderr)}"}
    return {"host": socket.gethostname(), "described": lines[-1]}


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
            self.news.wait_for(lambda: self.ended and self.listeners == 0, timeout=5)

    def _make(self, run):
        try:
            if not is_installed():
                self._say(kind="says", text="installs the workspace")
            problem = install()
            self._say(**({"kind": "unfit", "reason": problem} if problem is not None else self._run(run)))
        except Exception as error:
            self._say(kind="lost", reason=f"{type(error).__name__}: {error}")
        with self.news:
            self.ended = True
            self.news.notify_all()

    def _say(self, **event):
        with self.news:
            self.told.append({"at": now(), **event})
            self.news.notify_all()

    def _run(self, run):
        """Returns how it ended."""
        self._say(kind="starts")
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        ending, errors = {}, [""]
        # It stops by itself once its standard input ends, so that it lives no longer than this process.
        with subprocess.Popen([*PROGRAM, *run["arguments"]], env=environment(), **pipes) as child:
            threading.Thread(target=keep_tail, args=[child.stderr, errors], daemon=True).start()
            for line in child.stdout:
                event = event_of(line)
                if event["kind"] in ("stored", "unfit"):
                    ending = event
                elif event["kind"] != "progress" or self._is_news(event):
                    self._say(**event)
            code = child.wait()
        reason = last(errors[0])
        if code == STORED:
            remove(ending.get("path"))
            return {"kind": "stored"}
        if code == FAILED:
            return {"kind": "failed", "reason": reason or "it says nothing of why"}
        if code == UNFIT:
            return {"kind": "unfit", "reason": reason or "it says nothing of why", **(ending if ending.get("kind") == "unfit" else {})}
        ended = f"was ended by signal {-code}" if code < 0 else f"ended with {code}"
        return {"kind": "lost", "reason": f"its process {ended}" + (f": {reason}" if reason else "")}

    def _is_news(self, event):
        """The job's log holds all that is told: a percent a line is enough, or a line in half a minute."""
        label, at, share = self.progress
        now, done = time.monotonic(), event["done"] / (event["total"] or 1)
        if label == event["label"] and done < 1 and (now - at < 1 or (done - share < 0.01 and now - at < 30)):
            return False
        self.progress = (event["label"], now, done)
        return True


def keep_tail(stream, kept):
    while chunk := stream.read1(65536):
        kept[0] = (kept[0] + chunk.decode(errors="replace"))[-4000:]


def event_of(line):
    """A line of the run's process; what is no event is something that it says."""
    try:
        event = json.loads(line) if len(line) <= LONGEST_LINE else None
        event["kind"], event.get("done", 0) / event.get("total", 1)
        return event
    except (ValueError, TypeError, KeyError, AttributeError, ZeroDivisionError):
        return {"kind": "says", "text": line.decode(errors="replace").rstrip()[:2000]}


def remove(path):
    """A run that the store has need not lie here; nothing outside of the workspace is touched."""
    here = Path.cwd().resolve()
    folder = (here / (path or "")).resolve()
    if here in folder.parents:
        shutil.rmtree(folder, ignore_errors=True)


def called(node):
    """How people know a node that is alive or was."""
    hosts = {each["NodeID"]: each["NodeManagerHostname"] for each in ray.nodes()}
    return f"{hosts.get(node, 'a node')} ({node[:8]})"


class Sweep:
    """Makes runs wherever they fit, and those anew whose node fails."""

    def __init__(self, wanted):
        self.runs = wanted["runs"]
        self.needs = wanted["needs"]
        self.unfit = {}
        self.failures = {}
        self.job = ray.get_runtime_context().get_job_id()

    async def make(self):
        runs = [{name: value for name, value in run.items() if name != "arguments"} for run in self.runs]
        write({"kind": "wanted", "runs": runs})
        await asyncio.gather(*(self.make_run(run) for run in self.runs))

    async def make_run(self, run):
        """Until it is stored or fails, on whichever node; a node that is unfit spends no retry."""
        identity, lost, failed_on, heard = run["identity"], [], set(), {}
        while True:
            avoided = await self.avoided(failed_on)
            if avoided is None:
                reasons = {*self.unfit.values(), *lost} or {f"no node has {self.needs['cpus']} CPUs and {self.needs['gpus']} GPUs"}
                return tell(identity, "", {"at": now(), "kind": "failed", "reason": "no node can make it:\n" + "\n".join(sorted(reasons))})
            maker = self.maker(identity, avoided)
            node, mine, ending = None, False, None
            try:
                placed = asyncio.ensure_future(maker.place.remote())
                while not (await asyncio.wait([placed], timeout=30))[0] and await self.avoided(failed_on) == avoided:
                    pass  # It waits for a node.
                if not placed.done():
                    await self.leave(maker, True)
                    continue
                node, job = await placed
                mine = job == self.job
                # Another sweep's is that one's to judge.
                if not mine or node not in avoided | self.unfit.keys():
                    async for event in self.events_of(maker, run, heard):
                        ending = event
                        tell(identity, node, event)
            except ActorUnavailableError:
                await asyncio.sleep(1)
                continue
            except RayActorError as error:
                ending = {"kind": "lost", "reason": await reason_of(error, node)}
                if node is not None:
                    tell(identity, node, {"at": now(), **ending})
            if ending is None:
                await self.leave(maker, mine)
                continue
            if ending["kind"] == "stored":
                self.failures.pop(node, None)
            if ending["kind"] in ("stored", "failed"):
                return await self.leave(maker, mine)
            if ending["kind"] == "unfit":
                self.unfit[node] = f"{called(node)}: {ending['reason']}"
            # Where another sweep's actor went with that sweep, no node has failed.
            elif mine or node is None:
                lost.append(f"{called(node) if node else 'before it had a node'}: {ending['reason']}")
                if node is not None:
                    self.count_failure(node, identity, ending["reason"])
                    failed_on.add(node)
            await self.leave(maker, mine)
            if len(lost) > RETRIES:
                reason = f"lost {len(lost)} times:\n" + "\n".join(lost)
                return tell(identity, node or "", {"at": now(), "kind": "failed", "reason": reason})

    async def events_of(self, maker, run, heard):
        """Those that were not heard before a connection broke."""
        number = 0
        async for told in maker.make.remote(run):
            event = await told
            number += 1
            if number > heard.get(maker._actor_id, 0):
                heard[maker._actor_id] = number
                yield event

    def count_failure(self, node, identity, reason):
        failed = self.failures.setdefault(node, set())
        failed.add(identity)
        if len(failed) >= FAILURES_IN_A_ROW:
            self.unfit[node] = f"{called(node)}: it failed {len(failed)} runs in a row, at last: {reason}"

    async def avoided(self, failed_on):
        """Nodes to stay away from; None where no other can be waited for."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            fit = {node["NodeID"] for node in ray.nodes() if node["Alive"] and self.fits(node["Resources"])}
            if fit - self.unfit.keys():
                either = self.unfit.keys() | failed_on
                return either if fit - either else set(self.unfit)
            if fit or time.monotonic() > deadline:
                return None
            await asyncio.sleep(5)

    def fits(self, resources):
        return resources.get("CPU", 0) >= self.needs["cpus"] and resources.get("GPU", 0) >= self.needs["gpus"]

    def maker(self, identity, avoided):
        """The one actor of a run, whichever sweep has made it."""
        elsewhere = {"ray.io/node-id": f"!in({','.join(sorted(avoided))})"} if avoided else None
        return Maker.options(
            name=identity,
            namespace="dalmeum",
            get_if_exists=True,
            num_cpus=self.needs["cpus"],
            num_gpus=self.needs["gpus"],
            label_selector=elsewhere,
        ).remote()

    async def leave(self, maker, mine):
        """Give its resources back; who does not own it waits for the owner to do so."""
        if not mine:
            return await asyncio.sleep(0.5)
        try:
            await asyncio.wait_for(maker.leave.remote(), 10)
        except (RayActorError, asyncio.TimeoutError):
            pass
        ray.kill(maker)


async def reason_of(error, node):
    alive = {each["NodeID"] for each in ray.nodes() if each["Alive"]}
    if node is not None and node not in alive:
        return "its node died, or does not answer"
    return "the process that made it died: " + last(str(error))


async def describe_nodes(wanted):
    async def described(node):
        try:
            there = NodeAffinitySchedulingStrategy(node_id=node["NodeID"], soft=False)
            found = await describe.options(scheduling_strategy=there).remote(wanted["arguments"])
        except Exception as error:
            found = {"host": node["NodeManagerHostname"], "problem": last(str(error))}
        write({"kind": "node", "node": node["NodeID"], **found})

    await asyncio.gather(*(described(node) for node in ray.nodes() if node["Alive"] and node["NodeID"] in wanted["nodes"]))


def main():
    wanted = json.loads(Path(__file__).with_name("wanted.json").read_text())
    ray.init(log_to_driver=False)
    asyncio.run(describe_nodes(wanted) if "nodes" in wanted else Sweep(wanted).make())


if __name__ == "__main__":
    main()
