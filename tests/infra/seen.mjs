// Finds what a schema does not know. The validators that the packages ship are compiled and ignore unknown properties; what a
// validator never looks at is not in its schema.

/** Wraps a value so that every property that is read is noted. */
export function watch(value) {
    if (value === null || typeof value !== "object") return { value, unseen: () => [] };
    const children = new Map();
    const proxy = new Proxy(value, {
        get(target, key) {
            if (typeof key !== "string" || (Array.isArray(target) && key === "length")) return target[key];
            if (!Object.hasOwn(target, key)) return target[key];
            if (!children.has(key)) children.set(key, watch(target[key]));
            return children.get(key).value;
        },
    });
    const unseen = (path = "") => Object.keys(value).flatMap(key =>
        children.has(key) ? children.get(key).unseen(`${path}/${key}`) : [`${path}/${key}`]);
    return { value: proxy, unseen };
}
