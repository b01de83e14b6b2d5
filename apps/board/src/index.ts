export { bundleSite } from "./bundle/bundle-site.ts";
export { SECURITY_POLICY } from "./bundle/security-policy.ts";
