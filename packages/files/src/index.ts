export { floatValues } from "./float-values.ts";
export { readSafetensors } from "./read-safetensors.ts";
export { readTensorFile, type StoredTensor } from "./tensor-file.ts";
export { writeFileAtomically } from "./write-file-atomically.ts";
export { writeSafetensors } from "./write-safetensors.ts";
