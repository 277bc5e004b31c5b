import yaml from "js-yaml";
import { watch } from "./seen.mjs";

// Kubernetes 1.34 and KEDA 2, as the versions in package.json have them.
const schemasOf = apiVersion =>
    import(`${apiVersion.startsWith("keda.sh/") ? "@kubernetes-models/keda" : "kubernetes-models"}/${apiVersion}`);

/** Problems of a stream of manifests. */
export async function kubernetes(text) {
    const problems = [];
    const names = new Set();
    for (const manifest of yaml.loadAll(text)) {
        const { apiVersion, kind, metadata } = manifest ?? {};
        const name = `${kind}/${metadata?.name}`;
        if (names.has(name)) problems.push(`${name}: it is there twice.`);
        names.add(name);
        const schemas = await schemasOf(apiVersion ?? "").catch(() => ({}));
        if (!schemas[kind]) {
            problems.push(`${name}: there is no ${kind} in '${apiVersion}'.`);
            continue;
        }

        const watched = watch(manifest);
        try {
            schemas[kind].prototype.validate.call(watched.value);
            problems.push(...watched.unseen().map(path => `${name}: ${path} is not known.`));
        } catch (error) {
            problems.push(...(error.errors ?? [error]).map(each =>
                `${name}: ${each.instancePath ?? ""} ${each.message ?? JSON.stringify(each.params)}`));
        }
    }

    return problems;
}
