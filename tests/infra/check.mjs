// Checks something of infra/ and prints its problems, one a line; the exit code is 1 when there are any.
// Usage: node check.mjs kubernetes|compose|dockerfile|bicep|bicepparam    a text on standard input
//        node check.mjs azure FOLDER                                      a folder of Bicep files, as a whole
//        node check.mjs json                                              prints YAML documents as one JSON list
import { readFileSync } from "node:fs";
import { azure } from "./azure.mjs";
import { bicep, bicepparam } from "./bicep.mjs";
import { compose } from "./compose.mjs";
import { dockerfile } from "./dockerfile.mjs";
import { kubernetes } from "./kubernetes.mjs";
import yaml from "js-yaml";

const checks = { kubernetes, compose, dockerfile, bicep, bicepparam, azure };
const [subject, folder] = process.argv.slice(2);
const input = folder ?? readFileSync(0, "utf8");
if (subject === "json") {
    console.log(JSON.stringify(yaml.loadAll(input)));
} else {
    const problems = await checks[subject](input);
    for (const problem of problems) console.log(problem);
    process.exitCode = problems.length > 0 ? 1 : 0;
}
