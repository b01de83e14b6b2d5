import type { Dispatcher } from "undici";
import { proxyFor } from "./proxy-for.ts";

type Handler = Dispatcher.DispatchHandler;

const NAMES = ["https_proxy", "http_proxy", "all_proxy"];

/**
 * Let `fetch` in this process ask through the proxies that the environment names, which Node does of itself only from 24 on and
 * where it is told to. Nothing is loaded where none is named.
 */
export async function useProxies(environment: NodeJS.ProcessEnv = process.env): Promise<void> {
  const values = NAMES.flatMap((name) => [environment[name], environment[name.toUpperCase()]]);
  if (values.every((value = "") => value === "")) return;
  const { Agent, ProxyAgent, setGlobalDispatcher } = await import("undici");
  const agents = new Map<string, Dispatcher>();
  const through: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
    const proxy = proxyFor(options.origin ?? "");
    if (proxy === undefined) return dispatch(options, handler);
    // An address of plain http is asked of the proxy itself: many let tunnels through to https alone.
    const agent = agents.get(proxy.uri) ?? new ProxyAgent({ uri: proxy.uri, proxyTunnel: false });
    agents.set(proxy.uri, agent);
    return agent.dispatch(options, naming(handler, proxy.name));
  };
  setGlobalDispatcher(new Agent().compose(through));
}

/** A handler whose errors say through which proxy they came. */
function naming(handler: Handler, name: string): Handler {
  return {
    onRequestStart: (...given) => handler.onRequestStart?.(...given),
    onRequestUpgrade: (...given) => handler.onRequestUpgrade?.(...given),
    onResponseStart: (...given) => handler.onResponseStart?.(...given),
    onResponseData: (...given) => handler.onResponseData?.(...given),
    onResponseEnd: (...given) => handler.onResponseEnd?.(...given),
    onResponseError: (controller, error) => {
      const named = new Error(`${error.message || error.name}, through the proxy ${name}`, { cause: error });
      handler.onResponseError?.(controller, named);
    },
  };
}
