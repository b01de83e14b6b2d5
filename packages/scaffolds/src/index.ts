export { createScaffold, type Scaffold, type ScaffoldRequest } from "./create-scaffold.ts";
export { type Kind, KINDS, MODULE_KINDS, type ModuleKind } from "./kinds.ts";
