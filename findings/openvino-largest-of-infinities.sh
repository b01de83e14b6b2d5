#!/usr/bin/env bash
# OpenVINO 2026.4.1, CPU plugin: the largest of numbers that are all -Infinity is the lowest finite float32, and the smallest of
# numbers that are all Infinity the largest finite one. ReduceMax and ReduceMin begin with those and not with the infinities;
# onnxruntime 1.32.0 gives the infinities for the same file. Who subtracts a row's maximum before exponents, of a row that is
# masked with -Infinity throughout, gets NaN from one and zeros from the other. Masks here are finite, so no step asks.
# Seen: "onnxruntime: -inf inf, openvino: -3.4028235e+38 3.4028235e+38".
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check openvino==2026.4.1 onnxruntime==1.32.0 onnx==1.23.2
cat >check.py <<'PY'
import sys

import numpy
import onnxruntime
import openvino
from onnx import TensorProto, helper

nodes = [helper.make_node("ReduceMax", ["low"], ["largest"]), helper.make_node("ReduceMin", ["high"], ["smallest"])]
tensor = lambda name, shape: helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
inputs, outputs = [tensor("low", [1, 2]), tensor("high", [1, 2])], [tensor("largest", [1, 1]), tensor("smallest", [1, 1])]
graph = helper.make_graph(nodes, "extremes", inputs, outputs)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8).SerializeToString()
infinity = numpy.full((1, 2), numpy.inf, numpy.float32)
feeds = {"low": -infinity, "high": infinity}

session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
first = [value.item() for value in session.run(None, feeds)]
core = openvino.Core()
compiled = core.compile_model(core.read_model(model), "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
second = [value.item() for value in compiled(feeds).values()]
show = lambda values: " ".join(str(numpy.float32(value)) for value in values)
print(f"onnxruntime {onnxruntime.__version__}, openvino {openvino.__version__}")
print(f"onnxruntime: {show(first)}, openvino: {show(second)}")
lowest = numpy.finfo(numpy.float32)
if first != [-numpy.inf, numpy.inf] or second != [lowest.min, lowest.max]:
    print("one of them does otherwise now")
    sys.exit(1)
PY
env/bin/python check.py
