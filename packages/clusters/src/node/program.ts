/** The `dalmeum` of an unpacked workspace, from its root. */
export const PROGRAM = "apps/pipeline/bin/dalmeum.mjs";
