/** Names of the two lines between a window and the main process. */
export const TO_CORE = 'desk:to-core';
export const FROM_CORE = 'desk:from-core';
