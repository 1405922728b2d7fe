import { describe, expect, it } from 'vitest';
import { endsInSilence, formatCalls } from '../../../compiler/report/call-record.ts';
import { answers, callOf, everyWay, HOST, whole } from '../../support/twiml-app.ts';

const alice = 'sip:alice@acme.sip.twilio.com';
const ring = (action: string) =>
  `<Dial ${action} timeout="10" answerOnBridge="true"><Sip>${alice}</Sip></Dial>`;

describe('the text of a call', () => {
  it('has a line for each moment, and says how it ended', async () => {
    const app = {
      '/': `<Say>Welcome.</Say>${ring('action="/after"')}`,
      '/after': '<Say>Goodbye.</Say><Hangup/>',
    };
    expect(await whole(app, { phones: { [alice]: answers(3, { hangsUp: 20 }) } })).toBe(`\
 0 s  POST / [call]
 0 s  said "Welcome."
 1 s  rings sip:alice@acme.sip.twilio.com for 10 s, shows +61491570156
 4 s  sip:alice@acme.sip.twilio.com answers
 4 s  the caller talks with sip:alice@acme.sip.twilio.com
24 s  sip:alice@acme.sip.twilio.com hangs up
24 s  the dial ends: completed
24 s  POST /after [action]
24 s  said "Goodbye."
25 s  the application hangs up

after 25 s the application hung up
`);
  });

  it('numbers legs where one address rings twice', async () => {
    const text = await whole({ '/': `${ring('')}${ring('')}` });
    expect(text).toContain(`rings ${alice} (leg 0)`);
    expect(text).toContain(`rings ${alice} (leg 1)`);
  });

  it('shows what went wrong, and what was assumed of Twilio', async () => {
    const text = await whole({ '/': '<Record/><Redirect>/gone</Redirect>' }, { acts: 'silence' });
    expect(text).toContain('5 s  POST /gone [redirect]: 404');
    expect(text).toContain('5 s  ! 11200 https://app.example/gone answered 404');
    expect(text).toContain('the caller heard "an application error has occurred", and the line went dead');
    expect(text).toContain('assumed: an empty recording falls through');
  });

  it('shows possibilities that a caller cannot tell apart once', async () => {
    const app = {
      '/': `<Dial><Client>bob</Client><Client>eve</Client></Dial><Say>Sorry.</Say><Record action="/end"/>`,
      '/end': '<Hangup/>',
    };
    const records = await everyWay(app, { acts: 'silence', phones: { bob: { does: 'busy' } } });
    const text = formatCalls(records, { origin: HOST, requests: false });
    expect(records).toHaveLength(4);
    expect(text.match(/^possibility/gm)).toHaveLength(4);
    const same = formatCalls([...records, ...records], { origin: HOST });
    expect(same.match(/^possibility/gm)).toHaveLength(4);
    expect(same.match(/^ {2}if /gm)).toHaveLength(8);
  });
});

describe('a line that goes dead', () => {
  const silent = async (app: object, scene = {}) => endsInSilence(await callOf(app as never, scene));

  it('is silence where nobody said why', async () => {
    expect(await silent({ '/': '' })).toBe(true);
    expect(await silent({ '/': '<Hangup/>' })).toBe(true);
    expect(await silent({ '/': ring('') })).toBe(true);
    expect(await silent({ '/': `<Say>One moment.</Say>${ring('')}` })).toBe(true);
    const asked = { '/': '<Dial><Number url="/ask">+61491570110</Number></Dial>', '/ask': '<Hangup/>' };
    expect(await silent(asked, { phones: { '+61491570110': { does: 'mailbox' } } })).toBe(true);
  });

  it('is none after a talk, a sentence, a refusal, or a caller who leaves', async () => {
    expect(await silent({ '/': ring('') }, { phones: { [alice]: answers(1) } })).toBe(false);
    expect(await silent({ '/': `${ring('')}<Say>Sorry.</Say>` })).toBe(false);
    expect(await silent({ '/': '<Reject/>' })).toBe(false);
    expect(await silent({ '/': ring('') }, { hangsUp: 3 })).toBe(false);
    expect(await silent({ '/': '<Dial><Conference>room</Conference></Dial>' })).toBe(false);
    expect(await silent({ '/': '<Enqueue>q</Enqueue>' }, { queue: { does: 'answers', after: 3 } })).toBe(
      false,
    );
    expect(await silent({ '/': '<Enqueue>q</Enqueue>' }, { queue: { does: 'full' } })).toBe(true);
  });
});
