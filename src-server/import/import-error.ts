import type { EndFault } from './import-fault.ts';

/** Ends an import: the transaction is undone, its fault is told in plain words, and the program ends with status 2. */
export class ImportError extends Error {
  readonly fault: EndFault;

  constructor(fault: EndFault) {
    super(fault.type);
    this.fault = fault;
  }
}
