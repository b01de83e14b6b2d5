import { eslintBase } from "@dalmeum/config/eslint";

export default eslintBase(import.meta.dirname);
