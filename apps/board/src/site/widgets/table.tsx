import type { ComponentChildren } from "preact";
import { Scroller } from "./scroller.tsx";

export interface Column<Row> {
  readonly title: ComponentChildren;
  readonly cell: (row: Row, index: number) => ComponentChildren;
  /** Numbers stand at the right, a short text is on one line, prose takes what room is left. Default `text`. */
  readonly kind?: "text" | "short" | "prose" | "number" | "plot";
}

interface TableProps<Row> {
  /** What it holds, for who does not see it. */
  readonly caption: string;
  /** The first names its row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row, index: number) => string | number;
  readonly classOf?: (row: Row) => string | undefined;
  /** Rows of a group stand together, below its name. */
  readonly groupOf?: (row: Row) => string;
}

export function Table<Row>({ caption, columns, rows, keyOf, classOf, groupOf = () => "" }: TableProps<Row>) {
  const groups = [...new Set(rows.map(groupOf))];
  return (
    <Scroller label={caption}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ title, kind = "text" }, index) => (
              <th scope="col" class={kind} key={index}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group}>
            {group === "" ? null : (
              <tr class="group">
                <th scope="rowgroup" colSpan={columns.length}>
                  {group}
                </th>
              </tr>
            )}
            {rows.map((row, place) =>
              groupOf(row) === group ? (
                <tr key={keyOf(row, place)} class={classOf?.(row)}>
                  {columns.map(({ cell, kind = "text" }, index) =>
                    index === 0 ? (
                      <th scope="row" class={kind} key={index}>
                        {cell(row, place)}
                      </th>
                    ) : (
                      <td class={kind} key={index}>
                        {cell(row, place)}
                      </td>
                    ),
                  )}
                </tr>
              ) : null,
            )}
          </tbody>
        ))}
      </table>
    </Scroller>
  );
}
