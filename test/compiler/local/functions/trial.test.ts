import { describe, expect, it } from 'vitest';
import { describeWebhook, readOutput } from '../../../../compiler/local/functions/function-log.ts';
import { projectRoutes } from '../../../../compiler/local/functions/project-routes.ts';
import { readTrial, trialCurl } from '../../../../compiler/local/functions/trial.ts';
import { indentXml, trialPage } from '../../../../compiler/local/functions/trial-page.ts';

const SID = `CA${'1'.repeat(32)}`;
const trial = (target: string, form = '') => {
  const { body, ...rest } = readTrial(new URL(target, 'http://localhost:3000'), form, undefined, SID);
  return { ...rest, posted: Object.fromEntries(new URLSearchParams(body)) };
};

it('posts what Twilio posts, leaves in the URL what we put there, and takes a plus for a plus', () => {
  const tried = trial(
    '/try/ringGroup?ringGroupId=2&From=+61491570006&dp_at=a%2Fb&At=2026-12-25+10:00',
    'DialCallStatus=busy',
  );
  expect(tried).toMatchObject({
    path: '/ringGroup',
    query: 'ringGroupId=2&dp_at=a%2Fb',
    at: '2026-12-25+10:00',
  });
  expect(tried.posted).toMatchObject({
    From: '+61491570006',
    CallSid: SID,
    DialCallStatus: 'busy',
    CallStatus: 'ringing',
  });
});

it('takes a field for the time that was left empty for none', () => {
  expect(trial('/try/incoming', 'At=').at).toBeUndefined();
  expect(trial('/try/incoming', 'At=2026-12-25T10%3A00').at).toBe('2026-12-25T10:00');
});

it('prints a curl that reads back', () => {
  const curl = trialCurl('http://localhost:3000', {
    path: 'incoming',
    parameters: { From: "sip:o'neil@a.sip.twilio.com", To: '+61255501000' },
  });
  expect(curl).toBe(
    "curl 'http://localhost:3000/try/incoming?From=sip:o%27neil@a.sip.twilio.com&To=+61255501000'",
  );
  expect(trial(curl.slice(6, -1)).posted).toMatchObject({
    From: "sip:o'neil@a.sip.twilio.com",
    To: '+61255501000',
  });
});

it('shows the answer and the ways on, and lets nothing of it become HTML', () => {
  const body = '<Response><Dial action="/continue?dp_at=a&amp;dp_s=x"><Sip>sip:a@b</Sip></Dial></Response>';
  const page = trialPage({ path: '/incoming', posted: 'CallSid=CA1&From=<script>', status: 200, body });
  expect(page).not.toContain('<script>');
  expect(page).toContain(
    'href="/try/continue?dp_at=a&amp;dp_s=x&amp;CallSid=CA1&amp;From=%3Cscript%3E&amp;To=&amp;DialCallStatus=no-answer"',
  );
  expect(indentXml(body)).toBe(
    '<Response>\n  <Dial action="/continue?dp_at=a&amp;dp_s=x">\n    <Sip>sip:a@b</Sip>\n  </Dial>\n</Response>',
  );
});

describe('the ways on of a trial', () => {
  const waysOn = (body: string, more = {}) =>
    trialPage({ path: '/incoming', posted: 'CallSid=CA1', status: 200, body, ...more });
  const gather = (more = '') =>
    waysOn(`<Response><Gather ${more}action="/continue?dp_s=x"><Say>1 or 2</Say></Gather></Response>`);

  it('from a menu are keys, and silence where Twilio tells of it', () => {
    const call = 'CallSid=CA1&amp;From=&amp;To=';
    for (const key of ['1', '0', '*', '%23'])
      expect(gather()).toContain(`href="/try/continue?dp_s=x&amp;${call}&amp;Digits=${key}"`);
    expect(gather()).not.toMatch(/DialCallStatus|Digits="/);
    expect(gather('actionOnEmptyResult="true" ')).toContain(`${call}&amp;Digits="`);
  });

  it('from a recording are a message and none, and from a phone that is asked first, that it answers', () => {
    const recorded = waysOn('<Response><Record maxLength="120" action="/continue?dp_s=x"/></Response>');
    expect(recorded).toContain('RecordingDuration=5');
    expect(recorded).toContain('RecordingDuration=0');
    expect(recorded).not.toContain('DialCallStatus');
    const asked = waysOn('<Response><Dial><Number url="/confirm?dp_s=x">+1</Number></Dial></Response>');
    expect(asked).toContain('href="/try/confirm?dp_s=x&amp;CallSid=CA1&amp;From=&amp;To="');
  });

  it('are at the time of the trial', () => {
    expect(waysOn('<Dial action="/continue?a=b"/>', { at: '2026-12-25 10:00' })).toContain(
      '&amp;DialCallStatus=busy&amp;At=2026-12-25%2010%3A00"',
    );
  });

  it('after an error are what the number names for that, not an end', () => {
    const page = trialPage({ path: '/incoming', posted: '', status: 504, body: 'too long' });
    expect(page).toContain('fallback');
    expect(page).not.toContain('The call ends here');
    expect(waysOn('<Response><Hangup/></Response>')).toContain('The call ends here');
  });
});

it('knows what a project serves, and to whom', () => {
  const routes = projectRoutes([
    'functions/incoming.protected.js',
    'functions/dialplan/plan.private.js',
    'functions/setupSync.js',
    'assets/fallback.xml',
    'assets/snapshot.json.private.gz',
    'package.json',
  ]);
  expect([...routes.values()].map(({ path, kind, visibility }) => `${visibility} ${kind} ${path}`)).toEqual([
    'protected function /incoming',
    'private function /dialplan/plan',
    'public function /setupSync',
    'public asset /fallback.xml',
    'private asset /snapshot.json.gz',
  ]);
});

it('tells our log lines from other output', () => {
  const line = {
    fn: 'incoming',
    from: '+61491570006',
    to: '+61255501000',
    rule: 'a: b',
    source: 'sync',
    release: 3,
    ms: 4,
  };
  const read = readOutput(JSON.stringify(line));
  expect(read).toEqual({ kind: 'webhook', line });
  expect(describeWebhook(line)).toBe('/incoming +61491570006 > +61255501000: a: b [sync, release 3, 4 ms]');
  expect(describeWebhook({ ...line, source: 'stale' })).toContain(
    '[snapshot as Sync failed, release 3, 4 ms]',
  );
  expect(describeWebhook({ ...line, source: 'safe' })).toContain('[safe answer, release 3, 4 ms]');
  expect(readOutput('{"no":1}')).toEqual({ kind: 'text', text: '{"no":1}' });
  expect(readOutput('{')).toEqual({ kind: 'text', text: '{' });
});
