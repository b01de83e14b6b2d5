import { hostname } from "node:os";
import { isIP } from "node:net";

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Whether nobody but this machine reaches an address. */
export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);

/**
 * Tells by the Host header whether a request means this server. A page of somebody else's whose name was made to lead here (DNS
 * rebinding) would read the board as its own; such a name is none of these.
 * @param host that the server listens at.
 */
export function createHostGuard(host: string): (header: string | undefined) => boolean {
  const names = new Set([...LOOPBACK, host, hostname(), `${hostname()}.local`].map((name) => name.toLowerCase()));
  const isLocal = isLoopback(host);
  return (header) => {
    const name = (header ?? "").replace(/:\d+$/, "").toLowerCase();
    if (isLocal) return LOOPBACK.includes(name) || name === host;
    return names.has(name) || isIP(name.replace(/^\[(.*)\]$/, "$1")) !== 0;
  };
}
