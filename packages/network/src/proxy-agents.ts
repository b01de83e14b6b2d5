import { proxyFor } from "./proxy-for.ts";

/**
 * Agents of `node:http` and `node:https` that ask through an address' proxy, for clients that do not use `fetch`; none where it
 * has no proxy.
 */
export async function proxyAgents(address: string | URL) {
  const proxy = proxyFor(address);
  if (proxy === undefined) return {};
  const [{ HttpProxyAgent }, { HttpsProxyAgent }] = await Promise.all([
    import("http-proxy-agent"),
    import("https-proxy-agent"),
  ]);
  return {
    httpAgent: new HttpProxyAgent(proxy.uri, { keepAlive: true }),
    httpsAgent: new HttpsProxyAgent(proxy.uri, { keepAlive: true }),
  };
}
