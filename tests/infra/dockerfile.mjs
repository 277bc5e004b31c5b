import { createRequire } from "node:module";

const { validate } = createRequire(import.meta.url)("dockerfile-utils");

/** Problems of a Dockerfile: warnings too. */
export const dockerfile = text =>
    validate(text).map(problem => `line ${problem.range.start.line + 1}: ${problem.message}`);
