/** The files of PGlite are there and cannot be opened, or hold pages that are no pages. */
export class DatabaseBroken extends Error {}
