export { bundleSite } from "./bundle/bundle-site.ts";
export { SECURITY_POLICY } from "./bundle/security-policy.ts";
export { isLoopback } from "./serve/host-guard.ts";
export { serveBoard, type ServeOptions } from "./serve/serve-board.ts";
export { buildBoard, type BuildOptions, type BuiltBoard, checkBoardFolder } from "./write/build-board.ts";
export { pieceFile, pieceScript } from "./write/piece-script.ts";
