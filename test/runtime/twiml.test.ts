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
});
