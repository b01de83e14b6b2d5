export { float16 } from "./float-16.ts";
export { isIndex, openCheckpoint, shardNames, WEIGHT_FILES } from "./open-checkpoint.ts";
export { readJson } from "./read-json.ts";
export { readSafetensors, type Safetensors } from "./read-safetensors.ts";
export type { Dtype, StoredTensor, TensorFile } from "./stored-tensor.ts";
export { bytesOf, float32Of, isFloat } from "./tensor-values.ts";
export { writeFileAtomically } from "./write-file-atomically.ts";
export { writeSafetensors } from "./write-safetensors.ts";
export { writeTensorFile } from "./write-tensor-file.ts";
