import type { ReactElement } from 'react';
import { RecordPicker, type PickedRecord } from './record-picker.tsx';

export type PickedCustomer = PickedRecord;

/** Finds a customer by any part of the name, by pinyin, short name or telephone number, from this laptop alone. */
export const CustomerPicker = (props: Omit<Parameters<typeof RecordPicker>[0], 'table'>): ReactElement => (
  <RecordPicker table="customer" {...props} />
);
