export { type Content, MAX_READ_BYTES, type ObjectStore } from "./object-store.ts";
export { openObjectStore, type OpenOptions } from "./open-object-store.ts";
export { StoreError } from "./store-error.ts";
