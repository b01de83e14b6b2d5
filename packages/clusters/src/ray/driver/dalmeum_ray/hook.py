"""What each of Ray's processes does before all else."""

import os
import sys


def remember():
    """A shell's `python` may be another than Ray's, and Ray sets the number of threads before a task begins."""
    os.environ["DALMEUM_PYTHON"] = sys.executable
    os.environ["DALMEUM_THREADS"] = os.environ.get("OMP_NUM_THREADS", "")
