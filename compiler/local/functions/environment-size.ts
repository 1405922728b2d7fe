import { MAX_CONTEXT_BYTES, MAX_VARIABLE_BYTES, MAX_VARIABLE_NAME } from '../../model/limits.ts';

/** What Twilio puts beside the variables (docs/serverless/functions-assets/functions/invocation), as long as it can be. */
const AROUND = {
  DOMAIN_NAME: 'x'.repeat(64),
  PATH: 'x'.repeat(64),
  SERVICE_SID: 'x'.repeat(34),
  ENVIRONMENT_SID: 'x'.repeat(34),
};

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/**
 * What of an environment Twilio would not take, a sentence each; `twilio-run` takes anything. Values are never told.
 * @param environment all variables, the account's SID and token among them
 */
export function environmentFaults(environment: { readonly [name: string]: string }): readonly string[] {
  const faults = Object.entries(environment).flatMap(([name, value]) => [
    ...(name.length <= MAX_VARIABLE_NAME
      ? []
      : [
          `the name \`${name.slice(0, 32)}…\` has ${name.length} characters; Twilio takes ${MAX_VARIABLE_NAME}`,
        ]),
    ...(bytes(value) <= MAX_VARIABLE_BYTES
      ? []
      : [`the value of \`${name}\` has ${bytes(value)} bytes; Twilio takes ${MAX_VARIABLE_BYTES}`]),
  ]);
  const all = bytes(JSON.stringify({ ...AROUND, ...environment }));
  return all <= MAX_CONTEXT_BYTES
    ? faults
    : [...faults, `all variables together come to ${all} bytes; Twilio takes ${MAX_CONTEXT_BYTES} (82006)`];
}
