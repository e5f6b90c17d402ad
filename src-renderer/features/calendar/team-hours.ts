/** The hours that the timeline shows. */
export const TEAM_FROM = 7;
export const TEAM_TO = 20;
