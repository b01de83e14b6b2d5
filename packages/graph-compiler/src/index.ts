export { compileStep, type StepGraph } from "./compile-step.ts";
export { eagerEngine } from "./engines/eager.ts";
export { onnxruntimeEngine, type OnnxruntimeEngineOptions } from "./engines/onnxruntime.ts";
export { openvinoEngine, type OpenvinoEngineOptions } from "./engines/openvino/engine.ts";
