/** Who races, and on what: as the report and the targets name them. */
export const PLANTED_FIELD = "+0.05 and -0.06 with 5 seeds";
export const EQUAL_FIELD = "equal points with 5 seeds";
export const SMALL_FIELD = "+0.04 with 3 seeds";
export const OURS = "Dalmeum";
/** The recorded study's sweep. */
export const STUDIED = "loss-mixture";

/** A contestant on a field. */
export const on = (field: string, who: string): string => `${field}: ${who}`;
