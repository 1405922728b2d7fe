/** `<kind>:<name>`, such as `extension:alice`; the key of its item. A group's name is its `id` where it has one. */
export type NodeId = `${string}:${string}`;
