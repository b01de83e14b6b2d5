"""What the client reads in the job's log."""

import json
import sys
from datetime import datetime, timezone

PREFIX = "dalmeum-event "


def write(event):
    """One write a line, ASCII alone: others write there too, and whoever reads it may have another locale."""
    sys.stdout.write(f"\n{PREFIX}{json.dumps(event)}\n")
    sys.stdout.flush()


def now():
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
