"""`wanted.json`, beside this, says what the job is to do."""

import asyncio
import json
from pathlib import Path

import ray

from .describe import describe_nodes
from .sweep import Sweep


def main():
    wanted = json.loads(Path(__file__).with_name("wanted.json").read_text())
    ray.init(log_to_driver=False)
    asyncio.run(describe_nodes(wanted) if "nodes" in wanted else Sweep(wanted).make())


if __name__ == "__main__":
    main()
