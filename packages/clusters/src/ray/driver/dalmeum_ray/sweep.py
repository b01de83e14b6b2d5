"""Makes runs wherever they fit, and anew those whose node fails."""

import asyncio
import time
from contextlib import suppress

import ray
from ray.exceptions import ActorUnavailableError, RayError

from .log import now, write
from .maker import Maker
from .node import last

NAMESPACE = "dalmeum"
RETRIES = 3
# How often an actor may end before it has a node: another sweep that is stopped takes its own with it.
UNPLACED = 10
# A node that fails these many different runs in a row is asked for no more.
FAILURES_IN_A_ROW = 3
# For a node that has what a run needs: one that is started anew, or by an autoscaler.
PATIENCE_SECONDS = 900


class Sweep:
    def __init__(self, wanted):
        self.runs = wanted["runs"]
        self.needs = wanted["needs"]
        self.job = ray.get_runtime_context().get_job_id()
        # Why nodes are asked for no more.
        self.unfit = {}
        # Of runs in a row, by node.
        self.failures = {}
        self.names = {}

    async def make(self):
        runs = [{name: value for name, value in run.items() if name != "arguments"} for run in self.runs]
        write({"kind": "wanted", "runs": runs})
        await asyncio.gather(*(RunAnywhere(self, run).make() for run in self.runs))

    def avoided(self, failed_on):
        """Nodes to stay away from; None where no node is left, or none has what a run needs."""
        fit = {node["NodeID"] for node in ray.nodes() if node["Alive"] and self.fits(node["Resources"])}
        if not fit - self.unfit.keys():
            return None
        either = self.unfit.keys() | failed_on
        return either if fit - either else set(self.unfit)

    def fits(self, resources):
        return resources.get("CPU", 0) >= self.needs["cpus"] and resources.get("GPU", 0) >= self.needs["gpus"]

    def maker(self, identity, avoided):
        """The one actor of a run, whichever sweep has made it, and whether this call has."""
        with suppress(ValueError):
            return ray.get_actor(identity, NAMESPACE), False
        options = Maker.options(
            name=identity,
            namespace=NAMESPACE,
            # Another sweep may make it meanwhile.
            get_if_exists=True,
            num_cpus=self.needs["cpus"],
            num_gpus=self.needs["gpus"],
            label_selector={"ray.io/node-id": f"!in({','.join(sorted(avoided))})"} if avoided else None,
        )
        return options.remote(), True

    def name(self, node):
        """As the client calls it; the same to the end, whichever nodes come and go."""
        if node not in self.names:
            nodes = ray.nodes()
            for each in nodes:
                alone = sum(other["Alive"] and other["NodeName"] == each["NodeName"] for other in nodes) <= 1
                name = each["NodeName"] if alone else f"{each['NodeName']}-{each['NodeID'][:8]}"
                self.names.setdefault(each["NodeID"], name)
        return self.names[node]

    def failed(self, node, identity, reason):
        failed = self.failures.setdefault(node, set())
        failed.add(identity)
        if len(failed) >= FAILURES_IN_A_ROW:
            self.unfit[node] = f"{self.name(node)} failed {len(failed)} runs in a row, at last: {reason}"


class RunAnywhere:
    """One run of a sweep, until it is stored or fails; a node that is unfit spends no retry."""

    def __init__(self, sweep, run):
        self.sweep = sweep
        self.run = run
        self.losses = []
        self.failed_on = set()
        self.unplaced = 0
        # How many events of an actor were told before a connection to it broke.
        self.heard = {}

    async def make(self):
        waiting_since = time.monotonic()
        while len(self.losses) <= RETRIES:
            avoided = self.sweep.avoided(self.failed_on)
            if avoided is not None:
                waiting_since = time.monotonic()
                if await self.attempt(avoided) in ("stored", "failed"):
                    return
            elif self.sweep.unfit or time.monotonic() - waiting_since > PATIENCE_SECONDS:
                needs = "{cpus} CPUs and {gpus} GPUs".format(**self.sweep.needs)
                reasons = [*self.sweep.unfit.values(), *self.losses] or [f"no node has {needs}"]
                return self.fail("no node can make it:\n" + "\n".join(reasons))
            else:
                await asyncio.sleep(5)
        self.fail(f"lost {len(self.losses)} times:\n" + "\n".join(self.losses))

    async def attempt(self, avoided):
        """Returns how it ended, if it did."""
        maker, made = self.sweep.maker(self.run["identity"], avoided)
        node, mine, ending = None, False, {"kind": None}
        try:
            placed = asyncio.ensure_future(maker.place.remote())
            while not (await asyncio.wait([placed], timeout=30))[0]:
                # It waits for a node; those that it avoids may be all that is left by now. Another sweep's is that sweep's to end.
                if made and self.sweep.avoided(self.failed_on) != avoided:
                    ray.kill(maker)
                    return None
            node, job = await placed
            mine = job == self.sweep.job
            # Where another sweep has made it, that one judges.
            if not mine or node not in avoided | self.sweep.unfit.keys():
                async for event in self.events(maker):
                    ending = event
                    self.tell(node, event)
        except ActorUnavailableError:
            await asyncio.sleep(1)
            return None
        except RayError as error:
            ending = {"at": now(), "kind": "lost", "reason": reason_of(error, node)}
            if node is not None:
                self.tell(node, ending)
        self.judge(ending, node, mine)
        await leave(maker, mine)
        return ending["kind"]

    async def events(self, maker):
        number = 0
        async for told in maker.make.remote(self.run):
            event = await told
            number += 1
            if number > self.heard.get(maker._actor_id, 0):
                self.heard[maker._actor_id] = number
                yield event

    def judge(self, ending, node, mine):
        kind, reason = ending["kind"], ending.get("reason")
        if kind == "stored":
            self.sweep.failures.pop(node, None)
        elif kind == "unfit":
            self.sweep.unfit[node] = f"{self.sweep.name(node)}: {reason}"
        elif kind == "lost" and node is None:
            self.unplaced += 1
            if self.unplaced > UNPLACED:
                self.losses.append(f"before it had a node: {reason}")
        # What goes with another sweep that is stopped is nobody's failure.
        elif kind == "lost" and mine:
            self.losses.append(f"{self.sweep.name(node)}: {reason}")
            self.failed_on.add(node)
            self.sweep.failed(node, self.run["identity"], reason)

    def tell(self, node, event):
        write({"identity": self.run["identity"], "node": self.sweep.name(node) if node else "", **event})

    def fail(self, reason):
        self.tell("", {"at": now(), "kind": "failed", "reason": reason})


async def leave(maker, mine):
    """Give its resources back; who does not own it waits for the owner to do so."""
    if not mine:
        return await asyncio.sleep(0.5)
    try:
        await asyncio.wait_for(maker.leave.remote(), 10)
    except (RayError, asyncio.TimeoutError):
        pass
    ray.kill(maker)


def reason_of(error, node):
    alive = {each["NodeID"] for each in ray.nodes() if each["Alive"]}
    if node is not None and node not in alive:
        return "its node died, or does not answer"
    return f"the process that made it died: {last(str(error))}"
