import { UserError } from "@dalmeum/contracts";
import { getProxyForUrl } from "proxy-from-env";

/** A proxy through which an address is asked. */
export interface Proxy {
  /** With the user and password that it asks for; in no message. */
  readonly uri: string;
  /** For people, without them. */
  readonly name: string;
}

/**
 * The proxy that HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY name for an address, in small letters first, as curl reads them;
 * undefined where it is asked without one.
 * @throws UserError where what is named is no proxy; its text is not repeated, as it may hold a password.
 */
export function proxyFor(address: string | URL): Proxy | undefined {
  const url = new URL(address);
  const found = getProxyForUrl(url.href);
  if (found === "") return undefined;
  // The package gives one without a scheme that of the address; curl and Python take it for http.
  const uri = Object.values(process.env).includes(found) ? found : found.replace(/^\w+:/, "http:");
  const parsed = URL.canParse(uri) ? new URL(uri) : undefined;
  if (parsed === undefined || !["http:", "https:"].includes(parsed.protocol)) {
    const protocol = parsed === undefined ? "what is no address" : `one of ${parsed.protocol}//`;
    throw new UserError(
      `the proxy for ${url.origin}: found ${protocol}, expected http://host:port in ${url.protocol.slice(0, -1).toUpperCase()}_PROXY ` +
        `or ALL_PROXY; or put ${url.hostname} into NO_PROXY`,
    );
  }
  return { uri, name: parsed.origin };
}
