"""The workspace on a node, where Ray has unpacked it: the folder in which Ray's processes work."""

import fcntl
import os
import shutil
import subprocess
from pathlib import Path

PROGRAM = ["node", "apps/pipeline/bin/dalmeum.mjs"]
INSTALLED = Path("node_modules/.dalmeum-installed")


def environment():
    """That in which Ray was started, with the GPUs that Ray gives."""
    left_out = ("PYTHONPATH", "OMP_NUM_THREADS", "DALMEUM_PYTHON", "DALMEUM_THREADS")
    threads = os.environ.get("DALMEUM_THREADS", "")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return kept | ({"OMP_NUM_THREADS": threads} if threads else {})


def last(text):
    return text.strip()[-2000:]


def install():
    """Install the workspace unless it is. Returns what keeps it from that, if anything does."""
    missing = [name for name in ("node", "npm") if shutil.which(name) is None]
    if missing:
        names = " and ".join(missing)
        return f"found no {names} in the PATH with which Ray was started; install Node.js there, then start Ray again"
    folder = os.open(".", os.O_RDONLY)
    try:
        # npm holds the lock as well, should this process be killed before it.
        fcntl.flock(folder, fcntl.LOCK_EX)
        if INSTALLED.exists():
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
        INSTALLED.parent.mkdir(exist_ok=True)
        INSTALLED.touch()
        return None
    finally:
        os.close(folder)


def remove(path):
    """A run that the store has need not lie here; nothing outside of the workspace is touched."""
    here = Path.cwd().resolve()
    folder = (here / (path or "")).resolve()
    if here in folder.parents:
        shutil.rmtree(folder, ignore_errors=True)
