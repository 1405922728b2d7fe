import {
  getExpectedTwilioSignature,
  validateRequest,
  validateRequestWithBody,
} from 'twilio/lib/webhooks/webhooks.js';

/** The header that carries Twilio's signature (docs/usage/webhooks/webhooks-security). */
export const SIGNATURE_HEADER = 'x-twilio-signature';

/** A form as the signature sees it: a name that stands several times has a list. */
export function formOf(body: string): { [name: string]: string | string[] } {
  const form: { [name: string]: string | string[] } = {};
  const parameters = new URLSearchParams(body);
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name);
    form[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return form;
}

/** A request as far as its signature covers it. `url` is the full one that Twilio was given. */
export interface SignedRequest {
  readonly url: string;
  readonly contentType: string;
  readonly body: string;
  /** The header; undefined: none. */
  readonly signature: string | undefined;
}

/** Whether Twilio sent this: form parameters are part of the signature, any other body is covered by its hash. */
export function isSigned({ url, contentType, body, signature }: SignedRequest, authToken: string): boolean {
  if (signature === undefined || signature === '') return false;
  if (body === '' || contentType.startsWith('application/x-www-form-urlencoded')) {
    return validateRequest(authToken, signature, url, formOf(body));
  }
  return validateRequestWithBody(authToken, signature, url, body);
}

/** The signature that Twilio would send with a form. */
export function signatureFor(url: string, body: string, authToken: string): string {
  return getExpectedTwilioSignature(authToken, url, formOf(body));
}
