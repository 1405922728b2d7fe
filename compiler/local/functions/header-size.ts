import type { IncomingHttpHeaders } from 'node:http';
import { MAX_HEADER_BYTES, MAX_HEADERS } from '../../model/limits.ts';

/** What of the headers of a request or an answer Twilio would not take, as a sentence's end; `twilio-run` takes more. */
export function headerFault(headers: IncomingHttpHeaders): string | undefined {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value ?? '']).map((each) => name + each),
  );
  const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
  const cookies = headers.cookie?.split(';').length ?? 0;
  if (bytes > MAX_HEADER_BYTES)
    return `${bytes} bytes of headers and cookies; Twilio takes ${MAX_HEADER_BYTES} (82008)`;
  if (lines.length + cookies > MAX_HEADERS)
    return `${lines.length + cookies} headers and cookies; Twilio takes ${MAX_HEADERS} (82008)`;
  return undefined;
}
