import type { BoardState } from "@dalmeum/standing/types";
import { bundleSite } from "../../index.ts";

/** Every file of a page by its name. */
export async function pageFiles({ experiments, ...pieces }: BoardState): Promise<ReadonlyMap<string, Uint8Array>> {
  const all = { ...pieces, ...Object.fromEntries(experiments.map((one) => [`experiment-${one.id}`, one])) };
  return new Map([
    ...(await bundleSite()),
    ...Object.entries(all).map(([name, value]): [string, Uint8Array] => {
      const text = JSON.stringify(JSON.stringify(value));
      const script = `(globalThis.dalmeumData ??= {})["${name}"] = JSON.parse(${text});\n`;
      return [`data/${name}.js`, Buffer.from(script)];
    }),
  ]);
}
