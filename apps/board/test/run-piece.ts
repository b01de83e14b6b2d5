import { createContext, runInContext } from "node:vm";

/** Run a data file as a browser does: the piece that it hands over. */
export function runPiece(script: string): unknown {
  const scope = createContext({});
  runInContext(script, scope);
  return JSON.parse(String(runInContext("JSON.stringify(Object.values(dalmeumData)[0])", scope)));
}
