/** An error as the database throws it, by its SQLSTATE. */
export const databaseError = (code: string, message: string): Error & { code: string } =>
  Object.assign(new Error(message), { code });

/** The connection broke, or the process died: nobody knows whether what was asked was done. */
export class Outage extends Error {
  readonly code = '57P01';

  constructor(message = 'the connection broke') {
    super(message);
  }
}
