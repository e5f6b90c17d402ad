export const notes = {
  title: '笔记',
};
