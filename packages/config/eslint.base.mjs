import js from "@eslint/js";
import tseslint from "typescript-eslint";

/** Typed rules for every package; call with the folder that holds the tsconfig files. */
export const eslintBase = (tsconfigRootDir) =>
  tseslint.config(
    { ignores: ["**/node_modules/", "**/.venv/", "experiments/*/runs/", "**/fixtures/"] },
    js.configs.recommended,
    {
      files: ["**/*.ts"],
      extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
      languageOptions: { parserOptions: { projectService: true, tsconfigRootDir } },
      rules: {
        "@typescript-eslint/consistent-type-imports": "error",
        "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
        "@typescript-eslint/switch-exhaustiveness-check": "error",
        "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
        // Components are plain objects of functions that never read `this`; taking one apart is how they are used.
        "@typescript-eslint/unbound-method": "off",
        "no-restricted-syntax": [
          "error",
          { selector: "ExportAllDeclaration", message: "List each public name in index.ts." },
          { selector: "CallExpression[callee.name='eval']", message: "No eval." },
        ],
        eqeqeq: "error",
      },
    },
    {
      files: ["**/*.mjs"],
      languageOptions: { globals: { console: "readonly", process: "readonly", URL: "readonly" } },
    },
  );
