/** What parts fields, the likeliest first, and how a message calls it. */
export const SEPARATOR_NAMES = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar" } as const;

export type Separator = keyof typeof SEPARATOR_NAMES;

export const OTHER_SEPARATORS = [";", "\t", "|"] as const satisfies readonly Separator[];
