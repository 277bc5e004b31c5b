import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { bicepParser } from "./bicep.mjs";

const nameOf = declaration => declaration.namedChildren.find(child => child.type === "identifier").text;
const textOf = string => string.text.slice(1, -1);
const declared = (tree, type) => tree.rootNode.descendantsOfType(type);
const properties = node => Object.fromEntries(node.namedChildren
    .filter(child => child.type === "object_property")
    .map(child => [child.namedChildren[0].text, child.namedChildren[1]]));

/** What a file takes, gives and calls. */
function read(tree) {
    return {
        names: new Set(["parameter", "variable", "resource", "module", "type"]
            .flatMap(kind => declared(tree, `${kind}_declaration`).map(nameOf))
            .concat(tree.rootNode.descendantsOfType("for_statement").map(loop => loop.namedChildren[0].text))),
        // A parameter with a default has a third child.
        parameters: new Map(declared(tree, "parameter_declaration").map(each => [nameOf(each), each.namedChildCount > 2])),
        outputs: new Set(declared(tree, "output_declaration").map(nameOf)),
        modules: declared(tree, "module_declaration").map(module => ({
            name: nameOf(module),
            path: textOf(module.namedChildren.find(child => child.type === "string")),
            given: Object.keys(properties(properties(module.descendantsOfType("object")[0]).params)),
        })),
        usedOutputs: [...tree.rootNode.text.matchAll(/(\w+)!?\.outputs\.(\w+)/g)].map(match => match.slice(1)),
        used: tree.rootNode.descendantsOfType("identifier").filter(isUse),
    };
}

/** Whether an identifier stands for a value: it is no key, no declaration, no function, no namespace's or type's name. */
function isUse(node) {
    const parent = node.parent;
    if (parent.type.endsWith("_declaration")) return node.id !== parent.namedChildren.find(each => each.type === "identifier").id;
    if (parent.type === "object_property") return node.id !== parent.namedChildren[0].id;
    if (parent.type === "call_expression") return node.id !== parent.childForFieldName("function").id;
    return parent.type !== "type";
}

function* compare(given, parameters) {
    for (const name of given) if (!parameters.has(name)) yield `'${name}' is given, which it does not take.`;
    for (const [name, hasDefault] of parameters) if (!hasDefault && !given.includes(name)) yield `'${name}' is not given.`;
}

/** Names that do not fit together in a folder of Bicep files: parameters, outputs, variables. */
export async function azure(folder) {
    const parser = await bicepParser();
    const problems = [];
    const files = new Map(readdirSync(folder, { recursive: true })
        .filter(name => name.endsWith(".bicep"))
        .map(name => [join(folder, name), read(parser.parse(readFileSync(join(folder, name), "utf8")))]));
    for (const [path, file] of files) {
        const say = text => problems.push(`${relative(folder, path)}: ${text}`);
        const targets = new Map();
        for (const { name, path: target, given } of file.modules) {
            const module = files.get(join(dirname(path), target));
            if (!module) say(`${name}: there is no ${target}.`);
            else for (const problem of compare(given, module.parameters)) say(`${name}: ${problem}`);
            targets.set(name, module);
        }
        for (const [module, output] of file.usedOutputs)
            if (targets.get(module)?.outputs.has(output) !== true) say(`${module} has no output '${output}'.`);
        const values = new Set(file.used.map(node => node.text));
        for (const name of values) if (!file.names.has(name)) say(`'${name}' is not declared.`);
        for (const name of file.parameters.keys()) if (!values.has(name)) say(`'${name}' is not used.`);
    }

    for (const name of readdirSync(folder).filter(each => each.endsWith(".bicepparam"))) {
        const text = readFileSync(join(folder, name), "utf8");
        const target = files.get(join(folder, /^using '(.+)'/m.exec(text)?.[1] ?? ""));
        const given = [...text.matchAll(/^param (\w+) =/gm)].map(match => match[1]);
        if (!target) problems.push(`${name}: it does not say which file it is for.`);
        else for (const problem of compare(given, target.parameters)) problems.push(`${name}: ${problem}`);
    }

    return problems;
}
