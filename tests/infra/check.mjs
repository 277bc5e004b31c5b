// Checks a text of standard input and prints its problems, one a line; the exit code is 1 when there are any.
// Usage: node check.mjs kubernetes|compose|dockerfile|bicep
//        node check.mjs json      prints the YAML documents of standard input as one JSON list
import { readFileSync } from "node:fs";
import yaml from "js-yaml";

const [subject] = process.argv.slice(2);
const text = readFileSync(0, "utf8");
if (subject === "json") {
    console.log(JSON.stringify(yaml.loadAll(text)));
} else {
    const check = (await import(`./${subject}.mjs`))[subject];
    const problems = await check(text);
    for (const problem of problems) console.log(problem);
    process.exitCode = problems.length > 0 ? 1 : 0;
}
