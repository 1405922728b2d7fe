import { escapeHtml, htmlPage } from './html-page.ts';
import type { Routes } from './project-routes.ts';
import { TRY_PREFIX, type TrialCall, trialCurl, trialTarget } from './trial.ts';

/** What can be tried at a front door. */
export interface TrialsOffered {
  /** Where people reach the door: `http://localhost:3000`. */
  readonly base: string;
  readonly calls: readonly TrialCall[];
  readonly routes: Routes;
}

/** The trials of Functions that may be asked at all, by their paths: `/try/incoming`. */
const trialPaths = (routes: Routes): readonly string[] =>
  [...routes.values()]
    .filter(({ kind, visibility }) => kind === 'function' && visibility !== 'private')
    .map(({ path }) => `${TRY_PREFIX}${path.slice(1)}`);

/** What can be tried, for a terminal. */
export function trialsText({ base, calls, routes }: TrialsOffered): string {
  return [
    `Signed for you at ${TRY_PREFIX} as Twilio signs: ${trialPaths(routes).join(' ')}`,
    ...calls.map((call) => `\n# ${call.title}\n${trialCurl(base, call)}`),
  ].join('\n');
}

/** A field that may be left as it is, offers what the calls of the plan have, and takes anything. */
function field(name: string, path: string, values: readonly string[]): string {
  const list = `${path}-${name}`;
  const options = [...new Set(values)].map((each) => `<option value="${escapeHtml(each)}">`).join('');
  return `<label>${name} <input name="${name}" value="${escapeHtml(values[0] ?? '')}" list="${escapeHtml(list)}"></label><datalist id="${escapeHtml(list)}">${options}</datalist>`;
}

/** A form for a call of one's own. It is posted: in an address a plus would have to stand for itself. */
function form(path: string, calls: readonly TrialCall[]): string {
  const values = (name: string) => calls.flatMap(({ parameters }) => parameters[name] ?? []);
  return `<h2>${escapeHtml(TRY_PREFIX + path)}</h2>
<form method="post" action="${escapeHtml(TRY_PREFIX + path)}">
${field('From', path, values('From'))}
${field('To', path, values('To'))}
<label>At, in the time zone of the plan; empty: now <input name="At" type="datetime-local"></label>
<button>Try</button>
</form>`;
}

/** What can be tried, for a browser: the calls that `dev` prints as links, and forms for others. */
export function trialsPage({ calls, routes }: TrialsOffered): string {
  const links = calls.map(
    (call) => `<li><a href="${escapeHtml(trialTarget(call))}">${escapeHtml(call.title)}</a></li>`,
  );
  const paths = [...new Set(calls.map(({ path }) => path))];
  const forms = paths.map((path) =>
    form(
      path,
      calls.filter((each) => each.path === path),
    ),
  );
  const others = trialPaths(routes).map(
    (path) => `<li><a href="${escapeHtml(path)}">${escapeHtml(path)}</a></li>`,
  );
  return htmlPage(
    'Calls to try',
    `<h1>Calls to try</h1>
<p>What Twilio would be answered. Requests below ${TRY_PREFIX} are signed for you.</p>
<ul>${links.join('')}</ul>
${forms.join('\n')}
<h2>All Functions</h2>
<ul>${others.join('')}</ul>`,
  );
}
