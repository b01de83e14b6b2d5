export interface LegendEntry {
  readonly label: string;
  /** Classes of its key, as in the drawing. */
  readonly look: string;
}

export const Legend = ({ entries }: { readonly entries: readonly LegendEntry[] }) => (
  <ul class="legend">
    {entries.map(({ label, look }) => (
      <li key={label}>
        <svg class="key" aria-hidden="true">
          <line class={look} x1="0" x2="100%" y1="50%" y2="50%" />
        </svg>
        {label}
      </li>
    ))}
  </ul>
);
