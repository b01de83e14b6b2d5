"""What each node has."""

import asyncio
import socket
import subprocess

import ray
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

from .log import write
from .node import PROGRAM, environment, install, last


@ray.remote(num_cpus=0, max_retries=1)
def describe(arguments):
    """A node's own line, or what keeps it from saying one."""
    host = socket.gethostname()
    problem = install()
    if problem is not None:
        return {"host": host, "problem": problem}
    env = environment()
    # No run is made here, so Ray gives no GPU; which there are is asked all the same.
    if env.get("CUDA_VISIBLE_DEVICES") == "":
        del env["CUDA_VISIBLE_DEVICES"]
    command = [*PROGRAM, *arguments]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", env=env
    )
    lines = done.stdout.strip().splitlines()
    if done.returncode != 0 or not lines:
        problem = f"`dalmeum {' '.join(arguments)}` ended with {done.returncode}: {last(done.stderr)}"
        return {"host": host, "problem": problem}
    return {"host": host, "described": lines[-1]}


async def describe_nodes(wanted):
    async def described(node):
        there = NodeAffinitySchedulingStrategy(node_id=node["NodeID"], soft=False)
        try:
            found = await describe.options(scheduling_strategy=there).remote(wanted["arguments"])
        except ray.exceptions.RayError as error:
            found = {"host": node["NodeManagerHostname"], "problem": last(str(error))}
        write({"kind": "node", "node": node["NodeID"], **found})

    nodes = [node for node in ray.nodes() if node["Alive"] and node["NodeID"] in wanted["nodes"]]
    await asyncio.gather(*map(described, nodes))
