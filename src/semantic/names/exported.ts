/**
 * Which names other packages can use (Go specification, "Exported identifiers").
 */
export const isExported = (name: string): boolean => /^\p{Lu}/u.test(name);
