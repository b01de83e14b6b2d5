/** Characters of a drawing in a terminal. */
export interface CellGrid {
  /** Put a character that any other may cover. */
  fill(column: number, row: number, character: string): void;
  /** Put a series' letter; where several series meet, their number is shown. */
  mark(column: number, row: number, letter: string): void;
  lines(): readonly string[];
  /** Whether series met. */
  hasShared(): boolean;
}

export function cellGrid(columns: number, rows: number): CellGrid {
  const cells = Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => ({ ground: " ", letters: new Set<string>() })),
  );
  // What leaves the drawing is on its edge: intervals and dodged marks may.
  const at = (column: number, row: number) =>
    cells[Math.min(Math.max(row, 0), rows - 1)]?.[Math.min(Math.max(column, 0), columns - 1)];
  return {
    fill: (column, row, character) => {
      const cell = at(column, row);
      if (cell !== undefined) cell.ground = character;
    },
    mark: (column, row, letter) => {
      at(column, row)?.letters.add(letter);
    },
    lines: () =>
      cells.map((row) =>
        row
          .map(({ ground, letters }) => {
            if (letters.size > 1) return String(Math.min(letters.size, 9));
            const [letter = ground] = letters;
            return letter;
          })
          .join(""),
      ),
    hasShared: () => cells.some((row) => row.some(({ letters }) => letters.size > 1)),
  };
}
