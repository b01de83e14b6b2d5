export { type Proxy, proxyFor } from "./proxy-for.ts";
export { proxyAgents } from "./proxy-agents.ts";
export { useProxies } from "./use-proxies.ts";
