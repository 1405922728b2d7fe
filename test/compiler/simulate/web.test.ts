import { describe, expect, it } from 'vitest';
import { type Fields, NoResponse, type Request } from '../../../compiler/simulate/application.ts';
import { placeCall } from '../../../compiler/simulate/place-call.ts';
import { asked, callOf, everyWay, HOST, heard, scriptOf } from '../../support/twiml-app.ts';

// docs/voice/twiml and docs/usage/webhooks: how Twilio asks, and what it makes of an answer.

const troubles = async (answer: object) =>
  (await callOf({ '/': answer })).events.flatMap((each) => (each.kind === 'trouble' ? [each.code] : []));

const typed = (type: string, body: string) => ({ headers: { 'content-type': type }, body });

describe('a refusal', () => {
  it('is told in the words that came with it, where these are a line of plain text', async () => {
    const app = { '/': { status: 403, headers: { 'content-type': 'text/plain' }, body: 'sign it, please' } };
    const told = (await callOf(app)).events.filter(({ kind }) => kind === 'trouble');
    expect(told).toMatchObject([{ code: 11200, text: `${HOST}/ answered 403: sign it, please` }]);
    const page = { '/': { status: 403, headers: { 'content-type': 'text/html' }, body: '<p>no</p>' } };
    const hidden = (await callOf(page)).events.filter(({ kind }) => kind === 'trouble');
    expect(hidden).toMatchObject([{ text: `${HOST}/ answered 403` }]);
  });
});

describe('a request', () => {
  it('says who calls whom, and whether somebody has answered', async () => {
    const app = { '/': '<Say>Hello.</Say><Redirect>/on</Redirect>', '/on': '' };
    const record = await callOf(app, { parameters: { ForwardedFrom: '+61255500000' } });
    expect(asked(record, 'call')[0]).toEqual({
      CallSid: `CA${'1'.padStart(32, '0')}`,
      AccountSid: `AC${'0'.repeat(32)}`,
      ApiVersion: '2010-04-01',
      Direction: 'inbound',
      From: '+61491570156',
      Caller: '+61491570156',
      To: '+61255501000',
      Called: '+61255501000',
      CallStatus: 'ringing',
      ForwardedFrom: '+61255500000',
    });
    expect(asked(record, 'redirect')[0]?.CallStatus).toBe('in-progress');
  });

  it('from a SIP phone has the domain that was called, its Call-ID and its headers', async () => {
    const record = await callOf(
      { '/': '' },
      {
        from: 'sip:alice@acme.sip.twilio.com',
        to: 'sip:202@acme.sip.sydney.twilio.com:5061;transport=tls',
        parameters: { 'SipHeader_X-Account': '5' },
      },
    );
    expect(asked(record, 'call')[0]).toMatchObject({
      SipDomain: 'acme.sip.twilio.com',
      SipCallId: expect.any(String),
      'SipHeader_X-Account': '5',
    });
    expect(asked(await callOf({ '/': '' }), 'call')[0]).not.toHaveProperty('SipDomain');
  });

  it('by GET has its parameters in the query, beside those that are there', async () => {
    const requests: string[] = [];
    await placeCall(
      scriptOf({}),
      { url: `${HOST}/in?group=1#rc=2`, method: 'GET' },
      async ({ url, fields }) => {
        requests.push(url);
        expect(fields).toEqual({});
        return { status: 200, headers: { 'content-type': 'text/xml' }, cookies: [], body: '' };
      },
    );
    const url = new URL(requests[0] ?? '');
    expect([url.searchParams.get('group'), url.searchParams.get('From'), url.hash]).toEqual([
      '1',
      '+61491570156',
      '',
    ]);
  });

  it('is made at the time of the call', async () => {
    const at: number[] = [];
    const app = {
      '/': (_: object, request: { readonly at: number }) => {
        at.push(request.at);
        return '<Pause length="30"/><Redirect>/on</Redirect>';
      },
      '/on': (_: object, request: { readonly at: number }) => {
        at.push(request.at);
        return '';
      },
    };
    await callOf(app);
    expect(at.map((each) => new Date(each).toISOString())).toEqual([
      '2026-11-24T12:00:00.000Z',
      '2026-11-24T12:00:30.000Z',
    ]);
  });
});

describe('a URL in a document', () => {
  it('is relative to that document, wherever it came from', async () => {
    const app = {
      '/a/in': '<Redirect>next?x=1</Redirect>',
      '/a/next': '<Redirect>../b/</Redirect>',
      '/b/': '<Redirect>https://other.example/c</Redirect>',
      'https://other.example/c': '<Redirect>d</Redirect>',
      'https://other.example/d': '<Say>Here.</Say>',
    };
    expect(await heard(app, { entry: { url: `${HOST}/a/in` } })).toEqual(['0 s  said "Here."', 'ran_out']);
  });

  it('is relative to where a redirect of HTTP has led', async () => {
    const app = {
      '/': { status: 302, headers: { location: '/deep/in' } },
      '/deep/in': '<Redirect>next</Redirect>',
      '/deep/next': '<Say>Here.</Say>',
    };
    expect(await heard(app)).toEqual(['0 s  said "Here."', 'ran_out']);
  });

  it('that is none is an error, not a crash', async () => {
    expect(await heard({ '/': '<Redirect>http://[</Redirect>' })).toEqual([
      '0 s  ! 11100 http://[ is no URL that can be asked',
      'application_error',
    ]);
    expect(await troubles({ status: 302, headers: { location: 'http://[' } })).toEqual([11100]);
    expect(await heard({ '/': '<Redirect>http://my_host.example/x</Redirect>' })).toContain(
      '0 s  ! 11100 http://my_host.example/x is no URL that can be asked',
    );
  });
});

describe('redirects of HTTP', () => {
  const chain = (n: number) =>
    Object.fromEntries([
      ...Array.from({ length: n }, (_, i) => [
        i === 0 ? '/' : `/${i}`,
        { status: 302, headers: { location: `/${i + 1}` } },
      ]),
      [`/${n}`, '<Say>Here.</Say>'],
    ]);

  it('are followed ten times, and no more: 11215', async () => {
    expect((await heard(chain(10))).at(-1)).toBe('ran_out');
    expect(await heard(chain(11))).toEqual(['0 s  ! 11215 more than 10 redirects', 'application_error']);
  });

  it('become GET, unless they say that they must not', async () => {
    const methods = async (status: number) => {
      const { events } = await callOf({ '/': { status, headers: { location: '/on' } }, '/on': '' });
      return events.flatMap((each) => (each.kind === 'asked' ? [each.method] : []));
    };
    expect(await methods(302)).toEqual(['POST', 'GET']);
    expect(await methods(307)).toEqual(['POST', 'POST']);
  });
});

describe('cookies', () => {
  it('are kept for a call, by host, until they are taken back', async () => {
    const seen: object[] = [];
    const look = (_: Fields, { cookies }: Request) => void seen.push(cookies);
    const app = {
      '/': { cookies: ['a=1; Path=/', 'b=2'], body: '<Response><Redirect>/1</Redirect></Response>' },
      '/1': (f: Fields, r: Request) => {
        look(f, r);
        return { cookies: ['a=; Max-Age=0'], body: '<Response><Redirect>/2</Redirect></Response>' };
      },
      '/2': (f: Fields, r: Request) => {
        look(f, r);
        return '<Redirect>https://other.example/3</Redirect>';
      },
      'https://other.example/3': (f: Fields, r: Request) => {
        look(f, r);
        return '';
      },
    };
    await callOf(app);
    expect(seen).toEqual([{ a: '1', b: '2' }, { b: '2' }, {}]);
    seen.length = 0;
    await callOf(app);
    expect(seen[0]).toEqual({ a: '1', b: '2' });
  });
});

describe('an answer', () => {
  it.each([
    [11200, { status: 500 }],
    [11200, { status: 404 }],
    [11750, { body: `<Response><Say>${'x'.repeat(64 * 1024)}</Say></Response>` }],
    [12100, { body: '<Response><Say>Hello</Response>' }],
    [12100, { body: '<Response><Redirect>/a?b=1&c=2</Redirect></Response>' }],
    [12100, { body: '<Response><Dial action="/a?b=1&c=2"/></Response>' }],
    [12100, { body: '{"error": "no"}' }],
    [12102, { body: '<Reply/>' }],
    [12102, { body: '<html><body>Sign in</body></html>' }],
    [12300, typed('application/json', '{}')],
    [12300, { headers: {}, body: '<Response/>' }],
  ])('that is none is trouble %i', async (code, answer) => {
    expect(await troubles(answer)).toEqual([code]);
    expect((await callOf({ '/': answer })).ending).toBe('application_error');
  });

  it('of exactly 64 kB is read', async () => {
    const [before, after] = ['<Response><Pause/><!--', '--></Response>'];
    const body = `${before}${'x'.repeat(64 * 1024 - before.length - after.length)}${after}`;
    expect(await troubles({ body })).toEqual([]);
    expect(await troubles({ body: body.replace('xxx', 'xxé') })).toEqual([11750]);
  });

  it.each(['text/xml', 'application/xml; charset=utf-8', 'TEXT/HTML', 'text/plain'])(
    'may be of type %s',
    async (type) => {
      expect(await heard({ '/': typed(type, '<Response><Say>Yes.</Say></Response>') })).toContain(
        '0 s  said "Yes."',
      );
    },
  );

  it('that is plain text is read out, and sound is played', async () => {
    expect(await heard({ '/': typed('text/plain', 'Back at < 9\n') })).toEqual([
      '0 s  said "Back at < 9"',
      'ran_out',
    ]);
    expect(await heard({ '/': typed('audio/mpeg', 'ID3') })).toEqual(['0 s  played /', 'ran_out']);
  });

  it('that never comes is what the network says', async () => {
    for (const code of [11200, 11205] as const) {
      const record = await placeCall(scriptOf({}), { url: `${HOST}/` }, async () => {
        throw new NoResponse(code, 'nobody there');
      });
      expect(record.ending).toBe('application_error');
      expect(record.events).toContainEqual({ kind: 'trouble', code, text: 'nobody there', t: 0 });
    }
  });

  it('may have entities, comments, and markup of speech', async () => {
    const body =
      '<!-- hi --><Response><Say>Caf&#233; &#xE9; &amp;lt; <![CDATA[&amp; <b>]]> <break/> <prosody rate="slow">bar</prosody></Say></Response>';
    const { events } = await callOf({ '/': { body } });
    expect(events.flatMap((each) => (each.kind === 'said' ? [each.text] : []))).toEqual([
      'Café é &lt; &amp; <b> bar',
    ]);
  });

  it('with words that TwiML does not have is warned of and followed', async () => {
    const app = {
      '/': '<say>no</say><Say voise="x">Yes.</Say><Gather><Dial/></Gather>',
    };
    expect(await heard(app)).toEqual([
      '0 s  ! 12200 <say> in <Response> is no TwiML',
      '0 s  ! 12200 <Say> has no attribute voise',
      '0 s  ! 12200 <Dial> cannot stand in <Gather>',
      '0 s  said "Yes."',
      '6 s  the caller does nothing',
      'ran_out',
    ]);
  });

  it('with names of JavaScript is survived', async () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      const record = await callOf({ '/': `<${name} ${name}="1"/>` });
      expect(record.events.some(({ kind }) => kind === 'trouble')).toBe(true);
    }
  });

  it('that is empty ends the call', async () => {
    expect(await heard({ '/': '<Response/>' })).toEqual(['ran_out']);
    expect(await heard({ '/': '' })).toEqual(['ran_out']);
  });
});

describe('the fallback URL', () => {
  const entry = { fallbackUrl: `${HOST}/fallback` };

  it('answers when the voice URL does not, and is told why', async () => {
    const app = { '/': { status: 500 }, '/fallback': '<Say>Sorry.</Say>' };
    const record = await callOf(app, { entry });
    expect(asked(record, '/fallback')).toMatchObject([{ ErrorCode: '11200', ErrorUrl: `${HOST}/` }]);
    expect(record.ending).toBe('ran_out');
  });

  it('may or may not answer for an action that fails', async () => {
    const app = { '/': '<Redirect>/on</Redirect>', '/on': { body: '<' }, '/fallback': '<Say>Sorry.</Say>' };
    const records = await everyWay(app, { entry });
    expect(records.map(({ ending }) => ending)).toEqual(['ran_out', 'application_error']);
    expect(asked(records[0] as never, '/fallback')).toMatchObject([
      { ErrorCode: '12100', ErrorUrl: `${HOST}/on` },
    ]);
  });

  it('that fails too is an application error', async () => {
    expect((await callOf({ '/': { status: 500 } }, { entry })).ending).toBe('application_error');
  });
});
