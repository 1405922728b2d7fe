/** A show prints what it saw, line by line, and fails at its end if a line was not as claimed. */

let failures = 0;

/** One claim: what was looked at, whether it holds, and what was seen. */
export function claim(what: string, holds: boolean, seen = ''): void {
  if (!holds) failures += 1;
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}${seen === '' ? '' : `: ${seen}`}`);
}

/** The part of a TwiML document that people read, on one line. */
export const brief = (twiml: string): string =>
  twiml
    .replace(/^<\?xml[^>]*\?>/, '')
    .replace(/ (action|referUrl|url)="[^"]*"/g, '')
    .replace(/ (method|referMethod)="POST"/g, '');

/** Ends the show. */
export function finish(): void {
  if (failures > 0) {
    console.log(`${failures} claims do not hold`);
    process.exitCode = 1;
  }
}

/** Runs a show; whatever it throws is a failure, told in full. */
export async function show(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    failures += 1;
    console.log(`FAIL ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  finish();
}
