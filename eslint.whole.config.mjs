import { eslintBase } from "@dalmeum/config/eslint";

// Types of all packages in one program: forty processes that each read their own take five times as long.
export default eslintBase(import.meta.dirname, { project: ["tsconfig.json", "apps/board/src/site/tsconfig.json"] });
