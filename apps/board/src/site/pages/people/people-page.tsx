import { usePiece } from "../../data/use-board.ts";
import { useSay } from "../../language/say.ts";
import { PageTitle } from "../../widgets/page-title.tsx";
import { PieceOr } from "../../widgets/piece-or.tsx";
import { Authors } from "./authors.tsx";
import { FreeModules } from "./free-modules.tsx";
import { ModuleTable } from "./module-table.tsx";
import { peopleWords as words } from "./people-words.ts";
import { PersonTable } from "./person-table.tsx";

/** Whose module is in which run, what it adds, and what nobody has. */
export function PeoplePage() {
  const say = useSay();
  const piece = usePiece("people");
  return (
    <>
      <PageTitle name={say(words.title)} />
      <PieceOr of={piece}>
        {({ people, modules, authors }) => (
          <div class="columns">
            <PersonTable of={people} />
            <FreeModules of={modules.filter(({ owners }) => owners.length === 0)} />
            <ModuleTable of={modules} />
            <Authors of={authors} />
          </div>
        )}
      </PieceOr>
    </>
  );
}
