#!/usr/bin/env bash
# @tensorflow/tfjs-core 4.22.0: the gradient of tf.cumsum is right along the last axis alone. Along another one it is transposed once
# more than it should be: where the axes differ in length an error says so, and where two are equally long the gradient of other
# elements comes back without a word. The forward value is right along every axis. With L = sum(w * cumsum(x)), dL/dx is w summed
# from each place to the end of the axis. Who trains through a running sum puts its axis last, as positions are counted in
# packages/models/src/encoders/embed.ts.
# Seen, for x of [2, 3, 3]: "axis 0: an error, axis 1: off by 27, axis 2: off by 0".
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0 @tensorflow/tfjs-layers@4.22.0
cat >check.cjs <<'JS'
const tf = require("@tensorflow/tfjs-core");
require("@tensorflow/tfjs-layers");
require("@tensorflow/tfjs-backend-cpu");
const shape = [2, 3, 3];
const x = tf.zeros(shape);
const w = tf.reshape(tf.range(0, 18), shape);
const difference = (axis) => {
  const right = tf.reverse(tf.cumsum(tf.reverse(w, axis), axis), axis);
  try {
    const found = tf.grad((value) => tf.sum(tf.mul(tf.cumsum(value, axis), w)))(x);
    return tf.max(tf.abs(tf.sub(found, right))).dataSync()[0];
  } catch (error) {
    return error.message;
  }
};
tf.setBackend("cpu").then(() => {
  const seen = [0, 1, 2].map(difference).map((each) => (typeof each === "string" ? "an error" : `off by ${each}`));
  console.log(`tfjs-core ${tf.version_core}: ${seen.map((each, axis) => `axis ${axis}: ${each}`).join(", ")}`);
  if (seen.join() !== "an error,off by 27,off by 0") {
    console.log("tfjs does otherwise now");
    process.exit(1);
  }
});
JS
node check.cjs 2>&1 | grep tfjs
