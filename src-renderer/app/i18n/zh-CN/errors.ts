/** Expected failures in words: what happened and what to do next. The key is the failure's `type`. */
export const errors = {
  Unexpected: '出了意料之外的问题（{{type}}）。数据没有改动，请再试一次。',
};
