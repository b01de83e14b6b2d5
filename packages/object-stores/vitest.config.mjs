// The proxies of a process are set once, and go for all that it asks.
export { vitestIsolated as default } from "@dalmeum/config/vitest";
