/** Where the page's files and its data stand below its folder. */
export const pieceFile = (piece: string): string => `data/${piece}.js`;

/**
 * A piece as a classic script: from disk, a browser reads no JSON. JSON.parse of a string is faster than a literal is to read, and
 * leaves `__proto__` a name as any other.
 */
export const pieceScript = (piece: string, json: string): string =>
  `(globalThis.dalmeumData ??= {})[${JSON.stringify(piece)}] = JSON.parse(${JSON.stringify(json)});\n`;
