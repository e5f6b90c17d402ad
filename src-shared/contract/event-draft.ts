import { z } from 'zod';
import { eventFieldsInput, idInput, slotInput, wallInput } from './shapes.ts';

/** A draft that was not saved yet, as the form has it. */
export const draftInput = z.strictObject({
  /** The event being edited, so that it does not clash with itself. */
  id: idInput.nullable(),
  recurrence_id: wallInput.nullable(),
  slot: slotInput,
  kind: eventFieldsInput.shape.kind,
  status: eventFieldsInput.shape.status,
  transparency: eventFieldsInput.shape.transparency,
  travel_min: eventFieldsInput.shape.travel_min,
  buffer_min: eventFieldsInput.shape.buffer_min,
  place: eventFieldsInput.shape.place,
  attendees: eventFieldsInput.shape.attendees,
  resources: eventFieldsInput.shape.resources,
  customers: eventFieldsInput.shape.customers,
});
export type Draft = z.infer<typeof draftInput>;
