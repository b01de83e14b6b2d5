export { vitestBase as default } from "@dalmeum/config/vitest";
