import { createRequire } from "node:module";
import { Language, Parser } from "web-tree-sitter";

const grammar = createRequire(import.meta.url).resolve("tree-sitter-bicep/tree-sitter-bicep.wasm");

/** The parser of Bicep. It knows the syntax alone: neither types nor names. */
export async function bicepParser() {
    await Parser.init();
    const parser = new Parser();
    parser.setLanguage(await Language.load(grammar));
    return parser;
}

/** Syntax errors of a Bicep file. */
export async function bicep(text) {
    const tree = (await bicepParser()).parse(text);
    const problems = [];
    const visit = node => {
        if (node.isError || node.isMissing)
            problems.push(`line ${node.startPosition.row + 1}: '${node.text.slice(0, 60)}' is no Bicep.`);
        else if (node.hasError) node.children.forEach(visit);
    };
    visit(tree.rootNode);
    return problems;
}

/** Syntax errors of a file of parameters. The grammar lacks its one statement, which reads like a variable's. */
export const bicepparam = text => bicep(text.replaceAll(/^param (\w+ =)/gm, "var $1"));
