import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportOutcome } from '../../../../src-shared/contract/calendar-file.ts';
import type { ImportProblem } from '../../../../src-shared/domain/calendar/ics-import.ts';
import { useFormat } from '../../../app/i18n/use-format.ts';
import { Notice } from '../../../ui/notice.tsx';

/** How many problems are named one by one; the rest are counted. */
const NAMED = 40;

/** What a problem leaves out altogether; the others are taken otherwise than they are written. */
const LEFT_OUT: ReadonlySet<ImportProblem['type']> = new Set(['IcsNoStart', 'IcsNotAnEvent', 'IcsNotKept']);

/** What a file would do, in numbers, before anything is written. */
export function ImportCounts({
  would,
  problems,
}: {
  would: ImportOutcome;
  problems: readonly ImportProblem[];
}): ReactElement {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const refused = would.refused.length + problems.filter(({ type }) => LEFT_OUT.has(type)).length;
  const counts = [
    ['created', would.created],
    ['changed', would.changed],
    ['unchanged', would.unchanged],
    ['refused', refused],
  ] as const;
  const nothing = would.created + would.changed === 0;
  const empty = nothing && would.unchanged + refused === 0;
  return (
    <>
      <Notice tone={nothing ? 'info' : 'ok'} live>
        {t(empty ? 'file.empty' : nothing ? 'file.nothing' : 'file.can')}
      </Notice>
      <dl className="kv import-counts">
        {counts.map(([what, count]) => (
          <div key={what} className="import-count">
            <dt>{t(`file.${what}`)}</dt>
            <dd className="num">{format.number(count)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/**
 * What is left out first, as it may be lost to whoever does not read on; then as the file has it, and last what it says of
 * itself, which hardly matters to anybody.
 */
const inOrder = (problems: readonly ImportProblem[]): ImportProblem[] =>
  problems.toSorted((a, b) => rank(a) - rank(b) || a.at - b.at);
const rank = ({ type }: ImportProblem): number => (LEFT_OUT.has(type) ? 0 : type === 'IcsCalendar' ? 2 : 1);

/** Everything that is taken otherwise than it is written, with its line, and what is not taken at all. */
export function ImportProblems({
  problems,
  refused,
}: {
  problems: readonly ImportProblem[];
  refused: ImportOutcome['refused'];
}): ReactElement | null {
  const { t } = useTranslation('calendar');
  const errors = useTranslation('errors');
  const count = problems.length + refused.length;
  if (count === 0) return null;
  const lines = [
    ...refused.map(({ title, problem }) =>
      t('file.refusedLine', {
        title,
        why:
          problem === 'NoSeries' || problem === 'BadInput'
            ? t(`file.${problem}`)
            : errors.i18n.exists(`errors:${problem}`)
              ? errors.t(problem as 'RuleTooExpensive')
              : problem,
      }),
    ),
    ...inOrder(problems).map(({ type, at, text }) =>
      t('file.line', { line: at, what: t(`file.problem.${type}`), text }),
    ),
  ];
  return (
    <section aria-label={t('file.notAsWritten', { count })}>
      <h3 className="h">{t('file.notAsWritten', { count })}</h3>
      <ul className="small t2 import-problems">
        {lines.slice(0, NAMED).map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ul>
      {lines.length > NAMED ? (
        <p className="small t3">{t('file.more', { count: lines.length - NAMED })}</p>
      ) : null}
    </section>
  );
}
