/** [[2, 3], []] -> "2x3, scalar". */
export const shapeText = (shapes: readonly (readonly number[])[]): string =>
  shapes.map((shape) => (shape.length === 0 ? "scalar" : shape.join("x"))).join(", ");
