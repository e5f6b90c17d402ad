export const inbox = {
  title: '收件箱',
};
