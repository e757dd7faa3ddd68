// The mapping of a file, under the name that intake knows it by; it stands among the facts because screens and the interface speak of it too.
export * from "#facts/mapping.ts";
