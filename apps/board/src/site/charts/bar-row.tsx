/** A bar from 0 in a cell of a table; its number stands beside it. */
export const BarRow = ({ value, most }: { readonly value: number; readonly most: number }) => (
  <svg class="bar-row" aria-hidden="true">
    <rect class="bar" width={`${most > 0 ? (100 * Math.max(value, 0)) / most : 0}%`} height="100%" />
  </svg>
);
