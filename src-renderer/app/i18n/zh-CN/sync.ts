export const sync = {
  title: '同步',
};
