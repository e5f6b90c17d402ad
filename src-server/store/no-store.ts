/** Nobody keeps a bank where the options point. */
export class NoStore extends Error {
  constructor() {
    super('there is no store');
  }
}
