import { handedOver } from "./handed-over.ts";

/** What `data/<name>.js` says, null where it cannot be read. A script and not `fetch`, which reads nothing from disk. */
export function loadPiece(name: string): Promise<unknown> {
  return new Promise((resolve) => {
    const script = document.createElement("script");
    const settle = (): void => {
      script.remove();
      resolve(handedOver(name));
    };
    script.src = `data/${name}.js`;
    script.addEventListener("load", settle);
    script.addEventListener("error", settle);
    document.head.append(script);
  });
}
