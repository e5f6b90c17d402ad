/** A line of the desk's log: what happened, with numbers and names of tables, never with what a row holds. */
export type Log = (event: string, fields: Readonly<Record<string, string | number | boolean>>) => void;
