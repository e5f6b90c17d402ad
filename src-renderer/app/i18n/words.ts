/**
 * The shape that the second language must have, given the first: the same keys at every depth, no more and no
 * fewer, so that a forgotten or left-over message does not compile. Chinese has one plural form and English two:
 * where the first language has `x_other`, the second must also have `x_one`.
 */
export type Words<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]>;
} & {
  readonly [K in keyof T as K extends `${infer Base}_other` ? `${Base}_one` : never]: string;
};
