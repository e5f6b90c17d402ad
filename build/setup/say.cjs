'use strict';
/** Messages of the set-up, in the language of the machine: it runs before the catalogues can be read. */
const chinese = /^zh/i.test(
  process.env.LC_ALL ||
    process.env.LC_MESSAGES ||
    process.env.LANG ||
    Intl.DateTimeFormat().resolvedOptions().locale,
);

function say(zh, en) {
  process.stderr.write((chinese ? zh : en) + '\n');
}

/** Says why and ends the program with status 1. */
function fail(zh, en) {
  say(zh, en);
  process.exit(1);
}

module.exports = { say, fail };
