#!/usr/bin/env bash
# Ray 2.60.0: its Jobs REST API answers what Node's fetch posts with 405, "'POST' method not allowed for browser traffic". The
# dashboard takes for a browser's whatever has a Sec-Fetch-Mode, which undici adds to each request of fetch and lets nobody take
# away; GET is let through, so that looking at jobs works where submitting one does not. The same request by node:http is taken.
# Who submits jobs from Node by fetch, undici's own included, cannot; we use undici's `request`, which adds none (packages/clusters).
# Seen with Node 20.20.2: "fetch: GET 200, POST 405; node:http: POST 200".
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check 'ray[default]==2.60.0'
cat >check.mjs <<'JS'
import { request } from "node:http";

const url = `http://${process.argv[2]}/api/jobs/`;
const post = { method: "POST", headers: { "content-type": "application/json" } };
const body = JSON.stringify({ entrypoint: "true" });
const { status: got } = await fetch(url);
const { status: posted } = await fetch(url, { ...post, body });
const plainly = () =>
  new Promise((resolve, reject) => {
    request(url, post, (answer) => resolve(answer.resume().statusCode)).on("error", reject).end(body);
  });
let plain = await plainly();
// What takes jobs comes up a little after the dashboard, which says 500 until then.
for (let tries = 0; plain === 500 && tries < 30; tries++) {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  plain = await plainly();
}
console.log(`Node ${process.version}: fetch: GET ${got}, POST ${posted}; node:http: POST ${plain}`);
if (got !== 200 || posted !== 405 || plain !== 200) {
  console.error("one of them does otherwise now");
  process.exit(1);
}
JS
cat >check.py <<'PY'
import os, subprocess, sys
import ray

context = ray.init(num_cpus=1, include_dashboard=True, dashboard_host="127.0.0.1", log_to_driver=False, _temp_dir=os.getcwd())
print(f"ray {ray.__version__}", flush=True)
status = subprocess.call(["node", "check.mjs", context.address_info["webui_url"]])
ray.shutdown()
sys.exit(status)
PY
RAY_AUTH_MODE=disabled RAY_USAGE_STATS_ENABLED=0 env/bin/python check.py 2>/dev/null
