import { z } from 'zod';

/** A name, an id or a word of a person. PostgreSQL keeps no NUL in a text: one that holds it is refused here. */
export const wireText = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => !text.includes('\0'));

export const wireId = wireText(64).min(1);

/** The number of a device, as the server's database holds it. */
export const deviceNumber = z.number().int().positive().max(2_147_483_647);
