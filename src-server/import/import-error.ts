/**
 * Why an import ended: the mapping, a file or the command line. One message in plain words, told as it is; the
 * transaction is undone and the program ends with status 2.
 */
export class ImportError extends Error {}
