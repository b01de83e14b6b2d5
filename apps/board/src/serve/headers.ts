import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import { SECURITY_POLICY } from "../bundle/security-policy.ts";

/** Of every answer. Data are scripts, which any page could load: a browser keeps them to this origin. */
export const HEADERS: OutgoingHttpHeaders = {
  "cache-control": "no-store",
  "content-security-policy": `${SECURITY_POLICY}; frame-ancestors 'none'`,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** Whether another site's page asks, other than by a link that somebody follows. */
export function isForeign({ headers }: IncomingMessage): boolean {
  const site = headers["sec-fetch-site"] ?? "none";
  return site !== "none" && site !== "same-origin" && headers["sec-fetch-mode"] !== "navigate";
}
