export const calendar = {
  title: '日历',
};
