#!/usr/bin/env bash
# @stdlib/stats-base-dists-t-cdf 0.2.3 and -t-quantile 0.2.3: Student's distribution with infinitely many degrees of freedom,
# which is the normal one, has a cdf of 0.5 everywhere and a quantile that is NaN. Neither is an error, and 1e10 degrees give the
# normal's values. Satterthwaite's formula gives Infinity where nothing varies, so a p-value of a sure difference comes out as 0.5.
# Who computes degrees of freedom must decide that case beforehand; we do (packages/evaluation/src/upper-tail.ts, t-interval.ts).
# Seen: cdf(5, Infinity) = 0.5, quantile(0.975, Infinity) = NaN; cdf(5, 1e10) = 1.000, quantile(0.975, 1e10) = 1.960.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts \
  @stdlib/stats-base-dists-t-cdf@0.2.3 @stdlib/stats-base-dists-t-quantile@0.2.3
node --eval '
const cdf = require("@stdlib/stats-base-dists-t-cdf");
const quantile = require("@stdlib/stats-base-dists-t-quantile");
for (const freedom of [Infinity, 1e10]) {
  console.log(`${freedom}: cdf(5) ${cdf(5, freedom).toFixed(3)}, quantile(0.975) ${quantile(0.975, freedom).toFixed(3)}`);
}
const isNormal = Math.abs(cdf(5, 1e10) - 1) < 1e-5 && Math.abs(quantile(0.975, 1e10) - 1.959964) < 1e-5;
if (!(cdf(5, Infinity) === 0.5 && Number.isNaN(quantile(0.975, Infinity)) && isNormal)) {
  console.error("stdlib does otherwise now");
  process.exit(1);
}
'
