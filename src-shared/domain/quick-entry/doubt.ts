/** Why nothing is made of a sentence: it names a day or a time of day that does not exist, or says only when. */
export interface Refusal {
  readonly type: 'noSuchDay' | 'noSuchTime' | 'noTitle';
  /** As they were typed. */
  readonly words: string;
}

/** What was not taken as it was said, or was not said: it is made, and shown with the doubt. */
export type Doubt = 'endBeforeStart' | 'noHour';
