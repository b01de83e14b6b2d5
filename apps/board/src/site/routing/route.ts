/** Pages that stand in the navigation. */
export const PAGES = ["standing", "live", "blend", "people", "submissions", "data"] as const;

export type PageName = (typeof PAGES)[number];

export type Route =
  | { readonly page: PageName; readonly query: URLSearchParams }
  | { readonly page: "experiment"; readonly id: string }
  | { readonly page: "beside"; readonly ids: readonly [string, string] };

/** What stands behind the `#` of an address; what is no page of ours leads to Standing. */
export function parseRoute(hash: string): Route {
  const [path = "", query] = hash.replace(/^#\/?/, "").split("?", 2);
  const [page, first, second] = path.split("/");
  if (page === "experiment" && first) return { page, id: first };
  if (page === "beside" && first && second) return { page, ids: [first, second] };
  return { page: PAGES.find((name) => name === page) ?? "standing", query: new URLSearchParams(query) };
}

export function hrefOf(route: Route): string {
  if (route.page === "experiment") return `#/experiment/${route.id}`;
  if (route.page === "beside") return `#/beside/${route.ids.join("/")}`;
  const query = route.query.toString();
  return `#/${route.page}${query === "" ? "" : `?${query}`}`;
}

/** An address without what only filters the page. */
export const addressOf = (route: Route): string => hrefOf(route).replace(/\?.*$/, "");

export const hrefOfPage = (page: PageName): string => hrefOf({ page, query: new URLSearchParams() });

export const hrefOfExperiment = (id: string): string => hrefOf({ page: "experiment", id });
