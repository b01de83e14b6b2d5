/** Name of a parameter among a step's inputs and outputs. */
export const parameterKey = (name: string): string => `parameter/${name}`;
/** Name of a parameter's gradient among a step's inputs and outputs. */
export const gradientKey = (name: string): string => `gradient/${name}`;
/** Name of a parameter's optimizer slot among a step's inputs and outputs. */
export const slotKey = (slot: string, name: string): string => `slot/${slot}/${name}`;
