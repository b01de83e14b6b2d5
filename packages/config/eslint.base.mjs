import js from "@eslint/js";
import tseslint from "typescript-eslint";
import { ownPackage } from "./own-package.mjs";

const RESTRICTED = [
  { selector: "ExportAllDeclaration", message: "List each public name in index.ts." },
  { selector: "CallExpression[callee.name='eval']", message: "No eval." },
];

const LOOPS = "ForStatement, ForInStatement, ForOfStatement, WhileStatement, DoWhileStatement";
const BRANCHES = "IfStatement, SwitchStatement, TryStatement, ThrowStatement";

/** What "sideEffects": false of a package.json promises: a module that is imported, and not used, does nothing. */
const SIDE_EFFECTS = [
  "Program > ExpressionStatement:not([directive])",
  `Program > :matches(${LOOPS})`,
  `Program > :matches(${BRANCHES})`,
  "Program > BlockStatement",
  "Program > ImportDeclaration[specifiers.length=0][source.value=/^\\./]",
].map((selector) => ({
  selector,
  message: "A module only declares: move it into a function, or a script of its own.",
}));

/**
 * Typed rules for every package; call with the folder that holds the tsconfig files. By default each file is read with the types
 * of its own package; `{ project }` reads all with those of the programs that it names.
 */
export const eslintBase = (tsconfigRootDir, types = { projectService: true }) =>
  tseslint.config(
    { ignores: ["**/node_modules/", "**/.venv/", "experiments/*/runs/", "**/fixtures/"] },
    js.configs.recommended,
    {
      files: ["**/*.ts", "**/*.tsx"],
      extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
      languageOptions: { parserOptions: { ...types, tsconfigRootDir } },
      rules: {
        "@typescript-eslint/consistent-type-imports": "error",
        "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
        "@typescript-eslint/switch-exhaustiveness-check": "error",
        "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
        // Components are plain objects of functions that never read `this`; taking one apart is how they are used.
        "@typescript-eslint/unbound-method": "off",
        "no-restricted-syntax": ["error", ...RESTRICTED],
        eqeqeq: "error",
      },
    },
    {
      files: ["**/src/**/*.ts", "**/src/**/*.tsx"],
      ignores: ["**/*.test.ts", "**/src/main.ts", "**/src/site/main.tsx"],
      rules: { "no-restricted-syntax": ["error", ...RESTRICTED, ...SIDE_EFFECTS] },
    },
    {
      files: ["**/experiment.ts"],
      plugins: { dalmeum: { rules: { "own-package": ownPackage } } },
      rules: { "dalmeum/own-package": "error" },
    },
    {
      files: ["**/*.mjs"],
      languageOptions: { globals: { console: "readonly", process: "readonly", URL: "readonly" } },
    },
  );
