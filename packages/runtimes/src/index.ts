export { type EngineCode, engineCode } from "./engine-code.ts";
export { chooseEngine } from "./choose-engine.ts";
export { installOpenvino } from "./install-openvino.ts";
export { installTensorflow } from "./install-tensorflow.ts";
export { ENGINE_NAMES, type EngineChoice, PRECISIONS, type Runtime, RUNTIMES } from "./engine-names.ts";
export { loadCompiler, loadEngine } from "./load-engine.ts";
export { installedOpenvino } from "./openvino-folder.ts";
