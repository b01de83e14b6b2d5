/** Variables by which XLA and NVIDIA's libraries compute otherwise, where they are set: a run made under them says so. */
export function computingEnvironment(): Readonly<Record<string, string>> {
  const { XLA_FLAGS: flags, NVIDIA_TF32_OVERRIDE: tf32 } = process.env;
  return { ...(flags ? { XLA_FLAGS: flags } : {}), ...(tf32 ? { NVIDIA_TF32_OVERRIDE: tf32 } : {}) };
}
