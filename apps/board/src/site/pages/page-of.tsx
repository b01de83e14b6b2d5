import type { Route } from "../routing/route.ts";
import { BesidePage } from "./beside/beside-page.tsx";
import { BlendPage } from "./blend/blend-page.tsx";
import { DataPage } from "./data/data-page.tsx";
import { ExperimentPage } from "./experiment/experiment-page.tsx";
import { LivePage } from "./live/live-page.tsx";
import { PeoplePage } from "./people/people-page.tsx";
import { StandingPage } from "./standing/standing-page.tsx";
import { SubmissionsPage } from "./submissions/submissions-page.tsx";

export function PageOf({ route }: { readonly route: Route }) {
  switch (route.page) {
    case "standing":
      return <StandingPage query={route.query} />;
    case "experiment":
      return <ExperimentPage key={route.id} id={route.id} />;
    case "beside":
      return <BesidePage key={route.ids.join()} ids={route.ids} />;
    case "live":
      return <LivePage />;
    case "blend":
      return <BlendPage />;
    case "people":
      return <PeoplePage />;
    case "submissions":
      return <SubmissionsPage />;
    case "data":
      return <DataPage query={route.query} />;
  }
}
