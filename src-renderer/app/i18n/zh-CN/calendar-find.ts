/** Of the calendar's words those of finding a time. */
export const find = {
  open: '找时间',
  close: '收起',
  title: '大家都合适的时间',
  anyRoom: '同时要一间会议室，座位数',
  seats: '座位数',
  none: '两周内没有合适的时间。可以缩短时长，或把部分人改为可选。',
  noneSoLarge_other: '没有这么大的会议室，最大的一间可坐 {{count}} 人。',
  noRooms: '本机上没有本支行的会议室。',
  grade: { free: '均有空', possible: '可以商量', conflict: '有人来不了' },
  reason: {
    AllFree: '均有空',
    RequiredBusy: '{{who}}没空',
    NoRoom: '没有空的会议室',
    TooSmall: '会议室不够大',
    TravelTight: '{{who}}路上时间紧',
    NotAWorkingDay: '不是工作日',
    OutsideHours: '{{who}}在工作时间以外',
    Tentative: '{{who}}暂定',
    OptionalBusy: '{{who}}（可选）没空',
    Stale: '{{who}}的数据较旧',
  },
};
