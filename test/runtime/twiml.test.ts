import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { twiml } from '../../runtime/twiml.ts';

describe('twiml', () => {
  it('holds any text as it was', () => {
    const parser = new XMLParser({ trimValues: false, parseTagValue: false });
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = twiml([{ verb: 'say', text: `x${text}` }], () => '/');
        const read = parser.parse(written).Response.Say;
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot hold is left out
        const kept = `x${text}`.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
        // Every XML reader turns line ends into line feeds.
        const lines = (each: string) => each.replace(/\r\n?/g, '\n');
        expect(lines(read)).toBe(lines(kept));
      }),
    );
  });

  it('cannot be broken out of by a caller', () => {
    const uri = 'sip:a@b?User-to-User="/><Number>+1900</Number>';
    const written = twiml([{ verb: 'dial', nouns: [{ kind: 'sip', uri }] }], () => '/');
    expect(written).not.toContain('<Number>');
  });

  it('puts a call into a room, which is the only noun of its dial', () => {
    const told = {
      verb: 'conference',
      room: 'acme.standup',
      muted: true,
      beep: false,
      begins: false,
      ends: true,
      action: { to: 'continue', state: { entry: 'number:+1', at: 'x' } },
    } as const;
    const room = 'muted="true" beep="false" startConferenceOnEnter="false" endConferenceOnExit="true"';
    expect(twiml([told], () => '/c')).toContain(
      `<Response><Dial action="/c" method="POST"><Conference ${room}>acme.standup</Conference></Dial></Response>`,
    );
    expect(twiml([{ ...told, room: '<&>', most: 20 }], () => '/c')).toContain(
      `${room} maxParticipants="20">&lt;&amp;&gt;</Conference>`,
    );
  });
});
