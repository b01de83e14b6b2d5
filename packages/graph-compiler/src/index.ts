export { eagerEngine } from "./engines/eager.ts";
export { onnxruntimeEngine, type OnnxruntimeEngineOptions } from "./engines/onnxruntime/engine.ts";
export { openOnnx, type OpenOnnxOptions } from "./engines/onnxruntime/open-onnx.ts";
export { openvinoEngine, type OpenvinoEngineOptions } from "./engines/openvino/engine.ts";
export type { BuiltAddons } from "./engines/tensorflow/addon.ts";
export { buildTensorflowAddon, type BuildAddonOptions, findCompiler } from "./engines/tensorflow/build-addon.ts";
export { tensorflowEngine, type TensorflowEngineOptions } from "./engines/tensorflow/engine.ts";
export { xlaEngine, type XlaEngineOptions } from "./engines/xla/engine.ts";
export { type WrittenOnnx, writeOnnx } from "./lengths/write-onnx.ts";
