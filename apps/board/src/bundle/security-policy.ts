/**
 * What the page may load: its own script, style and data, and nothing that stands inline. `'self'` covers the folder of a
 * page that was opened from disk, too.
 */
export const SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
