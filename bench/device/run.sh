#!/usr/bin/env bash
# On a machine with a device: measure, compare with PyTorch, and report into $OUT. bench/device/README.md says how.
#   OUT=folder bash run.sh
# PLUGIN names the PJRT plugin's file; without it that of jax_plugins. PLAN=dry.json takes the small plan.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "${OUT:?set OUT to the folder of the results}"
out=$(cd "$OUT" && pwd)
plan=${PLAN:-plan.json}
plugin=${PLUGIN:+$(realpath "$PLUGIN")}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m tarfile -e "$here/device.tar.xz" "$work"
cd "$work" || exit 1
chmod +x node

if command -v nvidia-smi >/dev/null; then nvidia-smi >"$out/nvidia-smi.txt"; fi
plugin=${plugin:-$(python3 find_plugin.py)}
if [ -z "$plugin" ]; then
  echo "found no jax_plugins/xla_cuda13 or xla_cuda12 with a plugin; PLUGIN=<file> names one" >&2
  exit 1
fi

timeout -k 5 "${XLA_SECONDS:-300}" ./node device.mjs measure "$plan" "$plugin" "$out" ||
  echo '{"part":"failed","what":"xla","reason":"stopped before its end"}' >>"$out/xla.jsonl"
# What another run compiled would make this one's first steps shorter.
export TORCHINDUCTOR_CACHE_DIR=$work/inductor TRITON_CACHE_DIR=$work/triton
timeout -k 5 "${PEER_SECONDS:-150}" python3 peer.py "$plan" "$out" ||
  echo '{"part":"failed","what":"PyTorch","reason":"stopped before its end"}' >>"$out/peer.jsonl"
./node device.mjs report "$out"
