/** The float32 numbers that little-endian `bytes` hold, in memory of their own. */
export function floatValues(bytes: Uint8Array): Float32Array {
  const copy = new Uint8Array(bytes.length);
  copy.set(bytes);
  return new Float32Array(copy.buffer);
}
