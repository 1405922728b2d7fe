import Handlebars from 'handlebars';
import type { EntryName } from '../../runtime/call.ts';
import type { Bundle, Program } from '../../runtime/program.ts';
import { safeAnswer } from '../../runtime/safe-answer.ts';
import { twiml } from '../../runtime/twiml.ts';
import type { ProjectFile, RuntimeFiles } from '../model/artifacts.ts';
import { byCodeUnit } from '../model/desired.ts';
import { mediaName } from '../model/media-name.ts';
import { prettyJson } from '../model/pretty-json.ts';
import answersTemplate from './templates/answers.js.hbs';
import planTemplate from './templates/plan.js.hbs';
import recordedTemplate from './templates/recorded.js.hbs';
import setupTemplate from './templates/setup.js.hbs';

/** What each Function is for, in the words that its header carries. */
const purposes: { readonly [E in Exclude<EntryName, 'recorded'>]: string } = {
  incoming: "Voice URL of the plan's numbers.",
  outgoing: "Voice URL of the SIP domain and of the Voice SDK's TwiML app: calls from phones inside.",
  callTransfer: 'Refer URL of every dial: a phone transfers the call.',
  callToPSTNwithRefer: 'The same as /outgoing, under the name that the hand-written PBX had.',
  callToSIPwithRefer:
    'Voice URL of numbers that ring the SIP user of the same name, without asking the plan.',
  ringGroup: 'Voice URL of a number that points at a group: /ringGroup?ringGroupId=...',
  continue: 'Action URL of every dial: what follows when nobody took the call.',
  confirm: 'Runs on the leg of a member that must press 1 before it gets the call.',
};

/**
 * Code is not HTML, so nothing is escaped; every value is written by `json`, and a misspelt one is an error.
 * The templates hold no logic.
 */
function render(template: string, values: { readonly [name: string]: unknown }): string {
  const engine = Handlebars.create();
  engine.registerHelper('json', (value: unknown) => new engine.SafeString(prettyJson(value)));
  return engine.compile(template, { noEscape: true, strict: true })(values);
}

/** The version of Twilio's local runtime that the project is served with; twilio-run wants it exact. */
const RUNTIME_HANDLER = '2.1.0';

/** What twilio-run and the Functions build read. Only what they need: dependencies cost cold starts. */
const packageJson = (plan: string): string =>
  prettyJson({
    name: `dialplan-${plan.replaceAll('_', '-')}`,
    version: '0.0.0',
    private: true,
    dependencies: { '@twilio/runtime-handler': RUNTIME_HANDLER },
  });

/** Files of the Serverless project, sorted by path. The same program gives the same bytes. */
export function projectFiles(
  program: Program,
  bundle: Bundle,
  assets: readonly string[],
  files: RuntimeFiles,
): readonly ProjectFile[] {
  const head = { plan: bundle.plan, digest: bundle.digest };
  const entries = Object.entries(purposes).map(
    ([entry, purpose]): ProjectFile => ({
      path: `functions/${entry}.protected.js`,
      text: render(answersTemplate, { ...head, purpose, entry }),
    }),
  );
  const all: ProjectFile[] = [
    ...entries,
    { path: 'functions/recorded.protected.js', text: render(recordedTemplate, head) },
    { path: 'functions/setupSync.js', text: render(setupTemplate, head) },
    { path: 'functions/dialplan/plan.private.js', text: render(planTemplate, { ...head, bundle }) },
    { path: 'functions/dialplan/runtime.private.js', text: files.runtime },
    { path: 'functions/dialplan/classify.private.js', text: files.classify },
    // The visibility stands before the last ending: this asset is served as /snapshot.json.gz, to Functions only.
    { path: 'assets/snapshot.json.private.gz', gzip: `${JSON.stringify(program)}\n` },
    { path: 'assets/fallback.xml', text: `${twiml(safeAnswer(bundle), ({ to }) => `/${to}`)}\n` },
    ...assets.map((asset): ProjectFile => ({ path: `assets/media/${mediaName(asset)}`, asset })),
    { path: 'package.json', text: `${packageJson(bundle.plan)}\n` },
    {
      path: '.twilioserverlessrc',
      text: `${prettyJson({ commands: { deploy: { runtime: 'node22' } } })}\n`,
    },
  ];
  return all.sort((a, b) => byCodeUnit(a.path, b.path));
}
