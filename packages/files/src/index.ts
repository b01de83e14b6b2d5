export { floatValues } from "./float-values.ts";
export { readSafetensors, type Safetensors } from "./read-safetensors.ts";
export { readTensorFile, type StoredTensor, type TensorFile } from "./tensor-file.ts";
export { writeFileAtomically } from "./write-file-atomically.ts";
export { writeSafetensors } from "./write-safetensors.ts";
export { type TensorBytes, writeTensorFile } from "./write-tensor-file.ts";
