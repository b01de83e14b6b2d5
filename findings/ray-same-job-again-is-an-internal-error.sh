#!/usr/bin/env bash
# Ray 2.60.0: a job that is submitted again under a submission id that is taken is answered with 500, as if the cluster had failed.
# The agent on the node answers 400, "already exists", as its source means it to; the dashboard before it wraps whatever is not 200
# into a RuntimeError, and that into a 500 with two tracebacks. Who retries where the answer to a submission was lost, as one does
# by a status of 5xx, retries for ever, and cannot tell "it is there already" from a broken node but by the words of a traceback.
# Before we submit we ask for the job of that id, and ask again where a submission is refused (packages/clusters).
# Seen: "first: 200, again: 500, ValueError: Job with submission_id sweep-1 already exists."
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check 'ray[default]==2.60.0'
cat >check.py <<'PY'
import json, os, re, sys, time, urllib.error, urllib.request
import ray

context = ray.init(num_cpus=1, include_dashboard=True, dashboard_host="127.0.0.1", log_to_driver=False, _temp_dir=os.getcwd())
url = f"http://{context.address_info['webui_url']}/api/jobs/"
body = json.dumps({"entrypoint": "true", "submission_id": "sweep-1"}).encode()
# No proxy of the environment stands between two programs of one machine.
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def submit():
    try:
        with opener.open(urllib.request.Request(url, body, {"content-type": "application/json"})) as answer:
            return answer.status, ""
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


first, text = submit()
# What takes jobs comes up a little after the dashboard, which says 500 until then.
deadline = time.monotonic() + 30
while first != 200 and "already exists" not in text and time.monotonic() < deadline:
    time.sleep(1)
    first, text = submit()
again, text = submit()
ray.shutdown()
said = re.findall(r"ValueError: Job with submission_id sweep-1 already exists\.", text)
print(f"ray {ray.__version__}: first: {first}, again: {again}, {said[-1] if said else text}")
if (first, again) != (200, 500) or not said:
    sys.exit("it does otherwise now")
PY
RAY_AUTH_MODE=disabled RAY_USAGE_STATS_ENABLED=0 env/bin/python check.py 2>/dev/null
