import { TRY_PREFIX } from './trial.ts';

/** What became of a trial. */
export interface TrialAnswer {
  readonly path: string;
  readonly posted: string;
  readonly status: number;
  readonly body: string;
}

const escapes: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');
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

/** What a `<Dial>` may have come to (docs/voice/twiml/dial, `DialCallStatus`). */
const outcomes = ['completed', 'busy', 'no-answer', 'failed', 'canceled'] as const;

/** Where the TwiML says that the call goes on, as trials to click. */
function waysOn(twiml: string, posted: string): string {
  const links = [...twiml.matchAll(/ (action|referUrl)="([^"]+)"/g)].map(([, kind = '', target = '']) => {
    const [path = '', query = ''] = unescapeXml(target).replace(/^\//, '').split('?');
    const more =
      kind === 'action'
        ? outcomes.map((status) => [status, `DialCallStatus=${status}`] as const)
        : [['REFER', 'ReferTransferTarget=sip:201@example.com'] as const];
    return more.map(([label, extra]) => {
      const call = new URLSearchParams(posted);
      const kept = ['CallSid', 'From', 'To'].map(
        (name) => `${name}=${encodeURIComponent(call.get(name) ?? '')}`,
      );
      const href = `${TRY_PREFIX}${path}?${[query, ...kept, extra].filter((each) => each !== '').join('&')}`;
      return `<li><a href="${escapeHtml(href)}">${escapeHtml(kind)}: ${escapeHtml(label)}</a></li>`;
    });
  });
  return links.length === 0 ? '<p>The call ends here.</p>' : `<ul>${links.flat().join('')}</ul>`;
}

/** A trial for people: what was sent, what the Function answered, and where the call may go on. */
export function trialPage({ path, posted, status, body }: TrialAnswer): string {
  const sent = [...new URLSearchParams(posted)].map(([name, value]) => `${name} = ${value}`).join('\n');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escapeHtml(path)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}pre{background:#f4f4f4;padding:1rem;overflow:auto}</style>
<h1>${escapeHtml(path)}: ${status}</h1>
<h2>Answer</h2>
<pre>${escapeHtml(indentXml(body))}</pre>
<h2>Then</h2>
${waysOn(body, posted)}
<h2>Sent</h2>
<pre>${escapeHtml(sent)}</pre>
</html>
`;
}
