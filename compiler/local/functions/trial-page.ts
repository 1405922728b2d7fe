import { escapeHtml, htmlPage } from './html-page.ts';
import { TRY_PREFIX } from './trial.ts';

/** What became of a trial. */
export interface TrialAnswer {
  readonly path: string;
  readonly posted: string;
  /** The time of the trial, as the person wrote it; absent: now. */
  readonly at?: string | undefined;
  readonly status: number;
  readonly body: string;
}

const unescapeXml = (text: string): string =>
  text.replace(
    /&(amp|lt|gt|quot|apos);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })[name] ?? '',
  );

/** One verb a line, indented by depth; text stays with its verb. */
export function indentXml(xml: string): string {
  let depth = 0;
  const pieces = xml.match(/<[^>]+>[^<]*/g) ?? [xml];
  const lines: string[] = [];
  for (const piece of pieces.map((each) => each.trim())) {
    const closes = piece.startsWith('</');
    if (closes) depth -= 1;
    const last = lines.at(-1);
    const opened = last?.trimStart();
    const name = /^<\/([^\s>]+)/.exec(piece)?.[1];
    if (
      closes &&
      opened !== undefined &&
      name !== undefined &&
      opened.startsWith(`<${name}`) &&
      !opened.includes('</')
    ) {
      lines[lines.length - 1] = `${last}${piece}`;
    } else lines.push('  '.repeat(Math.max(0, depth)) + piece);
    if (!closes && !/^<[?!]/.test(piece) && !/\/>/.test(piece)) depth += 1;
  }
  return lines.join('\n');
}

/** What may come of an instruction: how people call it, and what Twilio posts for it. */
type Way = readonly [label: string, posted: string];

/** What a `<Dial>` may have come to (docs/voice/twiml/dial, `DialCallStatus`). */
const OUTCOMES = ['completed', 'busy', 'no-answer', 'failed', 'canceled'];
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '*', '#'];

const SILENCE: Way = ['nothing is pressed', 'Digits='];

/** By element and attribute, what Twilio may ask for (docs/voice/twiml/dial, gather, record, number). */
const WAYS: { readonly [place: string]: readonly Way[] } = {
  'Dial action': OUTCOMES.map((status): Way => [status, `DialCallStatus=${status}`]),
  'Dial referUrl': [['a phone transfers to 201', 'ReferTransferTarget=sip:201@example.com']],
  'Gather action': KEYS.map((key): Way => [`${key} is pressed`, `Digits=${encodeURIComponent(key)}`]),
  'Record action': [
    ['a message of 5 s', 'RecordingDuration=5'],
    ['no message', 'RecordingDuration=0'],
  ],
  'Number url': [['the phone is picked up', '']],
  'Sip url': [['the phone is picked up', '']],
  'Client url': [['the phone is picked up', '']],
};

/** Where the TwiML says that the call goes on, as trials to click. */
function waysOn({ status, body, posted, at }: TrialAnswer): string {
  if (status >= 400)
    return '<p>To Twilio this is an error: it asks the fallback URL of the number, or hangs up where there is none.</p>';
  const call = new URLSearchParams(posted);
  const kept = ['CallSid', 'From', 'To'].map((name) => `${name}=${encodeURIComponent(call.get(name) ?? '')}`);
  const time = at === undefined ? '' : `At=${encodeURIComponent(at)}`;
  const links = [...body.matchAll(/<([A-Z]\w*)([^>]*)>/g)].flatMap(([, element = '', attributes = '']) =>
    [...attributes.matchAll(/ (action|referUrl|url)="([^"]+)"/g)].flatMap(([, name = '', target = '']) => {
      const [path = '', query = ''] = unescapeXml(target).replace(/^\//, '').split('?');
      const silent = name === 'action' && attributes.includes('actionOnEmptyResult="true"');
      return [...(WAYS[`${element} ${name}`] ?? []), ...(silent ? [SILENCE] : [])].map(([label, extra]) => {
        const words = [query, ...kept, extra, time].filter((each) => each !== '');
        const href = `${TRY_PREFIX}${path}?${words.join('&')}`;
        return `<li><a href="${escapeHtml(href)}">${escapeHtml(`${element}: ${label}`)}</a></li>`;
      });
    }),
  );
  return links.length === 0 ? '<p>The call ends here.</p>' : `<ul>${links.join('')}</ul>`;
}

/** A trial for people: what was sent, what the Function answered, and where the call may go on. */
export function trialPage(trial: TrialAnswer): string {
  const { path, posted, status, body } = trial;
  const sent = [...new URLSearchParams(posted)].map(([name, value]) => `${name} = ${value}`).join('\n');
  return htmlPage(
    path,
    `<h1>${escapeHtml(path)}: ${status}</h1>
<h2>Answer</h2>
<pre>${escapeHtml(indentXml(body))}</pre>
<h2>Then</h2>
${waysOn(trial)}
<h2>Sent</h2>
<pre>${escapeHtml(sent)}</pre>
<p><a href="/">Other calls</a></p>`,
  );
}
