// Runtimes that are loaded leave their mark on a process: numbers below 1e-38 are 0 from then on, and XLA keeps its environment.
export { vitestIsolated as default } from "@dalmeum/config/vitest";
