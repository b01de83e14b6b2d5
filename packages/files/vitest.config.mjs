// Its fuzz tests bound a process's largest memory.
export { vitestIsolated as default } from "@dalmeum/config/vitest";
