export default { test: { root: import.meta.dirname, include: ["components.ts"] } };
