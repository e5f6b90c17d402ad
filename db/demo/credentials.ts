/** The password of everybody in the demo bank. A bank with real people never has these accounts. */
export const DEMO_PASSWORD = 'semicolon-demo';

/** Who is signed in where nobody says: the manager whose week the pictures show. */
export const DEMO_LOGIN = 'wang.fang';
