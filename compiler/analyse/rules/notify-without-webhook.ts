import { keyOf } from '../../model/plan.ts';
import type { Rule } from '../rule.ts';

/** DP3060: an address that is to be told of messages has a webhook that sends the mail. */
export const notifyWithoutWebhook: Rule = ({ plan, graph, written, left, report }) => {
  if (plan.settings.notify !== undefined || left.setting('notify')) return;
  const home = written.settings.name?.origin;
  for (const { title, facts } of graph.nodes) {
    const told = facts.records?.told;
    if (told?.value !== 'email') continue;
    report('DP3060', {
      message: `${title} tells an address, but the plan has no webhook that would send the mail`,
      origin: told.origin,
      label: 'nobody can send this',
      related:
        home === undefined
          ? []
          : [{ origin: keyOf(home), text: 'the setting `notify` would stand beside this' }],
      why: 'the message would wait for ever',
      help: 'add the setting `notify: {webhook: "https://…"}`, or write `webhook:` here',
    });
  }
};
