// Made by schema/generate-types.mjs from the files of schema/: do not edit, run `npm run types`.
import common from '../../schema/common.schema.json' with { type: 'json' };
import dialplan from '../../schema/dialplan.schema.json' with { type: 'json' };
import nodesClient from '../../schema/nodes/client.schema.json' with { type: 'json' };
import nodesMenu from '../../schema/nodes/menu.schema.json' with { type: 'json' };
import nodesNumber from '../../schema/nodes/number.schema.json' with { type: 'json' };
import nodesPlay from '../../schema/nodes/play.schema.json' with { type: 'json' };
import nodesReject from '../../schema/nodes/reject.schema.json' with { type: 'json' };
import nodesSay from '../../schema/nodes/say.schema.json' with { type: 'json' };
import nodesSip from '../../schema/nodes/sip.schema.json' with { type: 'json' };
import sectionsClassesOfRestriction from '../../schema/sections/classes_of_restriction.schema.json' with { type: 'json' };
import sectionsConferences from '../../schema/sections/conferences.schema.json' with { type: 'json' };
import sectionsEmergency from '../../schema/sections/emergency.schema.json' with { type: 'json' };
import sectionsEnvironments from '../../schema/sections/environments.schema.json' with { type: 'json' };
import sectionsExtensionDefaults from '../../schema/sections/extension_defaults.schema.json' with { type: 'json' };
import sectionsExtensions from '../../schema/sections/extensions.schema.json' with { type: 'json' };
import sectionsHolidays from '../../schema/sections/holidays.schema.json' with { type: 'json' };
import sectionsLanguages from '../../schema/sections/languages.schema.json' with { type: 'json' };
import sectionsLists from '../../schema/sections/lists.schema.json' with { type: 'json' };
import sectionsMailboxes from '../../schema/sections/mailboxes.schema.json' with { type: 'json' };
import sectionsMenus from '../../schema/sections/menus.schema.json' with { type: 'json' };
import sectionsMessages from '../../schema/sections/messages.schema.json' with { type: 'json' };
import sectionsNotify from '../../schema/sections/notify.schema.json' with { type: 'json' };
import sectionsNumberFiles from '../../schema/sections/number_files.schema.json' with { type: 'json' };
import sectionsNumbers from '../../schema/sections/numbers.schema.json' with { type: 'json' };
import sectionsOverrides from '../../schema/sections/overrides.schema.json' with { type: 'json' };
import sectionsRingGroups from '../../schema/sections/ring_groups.schema.json' with { type: 'json' };
import sectionsRoutes from '../../schema/sections/routes.schema.json' with { type: 'json' };
import sectionsSafeAnswer from '../../schema/sections/safe_answer.schema.json' with { type: 'json' };
import sectionsSchedules from '../../schema/sections/schedules.schema.json' with { type: 'json' };
import sectionsShortNumbers from '../../schema/sections/short_numbers.schema.json' with { type: 'json' };
import sectionsSip from '../../schema/sections/sip.schema.json' with { type: 'json' };
import sectionsSync from '../../schema/sections/sync.schema.json' with { type: 'json' };
import sectionsTests from '../../schema/sections/tests.schema.json' with { type: 'json' };
import sectionsTransfers from '../../schema/sections/transfers.schema.json' with { type: 'json' };
import sectionsUnmapped from '../../schema/sections/unmapped.schema.json' with { type: 'json' };

/** Every schema file by its path below `schema/`; references between them are relative to that. */
export const SCHEMAS: Readonly<Record<string, object>> = {
  'common.schema.json': common,
  'dialplan.schema.json': dialplan,
  'nodes/client.schema.json': nodesClient,
  'nodes/menu.schema.json': nodesMenu,
  'nodes/number.schema.json': nodesNumber,
  'nodes/play.schema.json': nodesPlay,
  'nodes/reject.schema.json': nodesReject,
  'nodes/say.schema.json': nodesSay,
  'nodes/sip.schema.json': nodesSip,
  'sections/classes_of_restriction.schema.json': sectionsClassesOfRestriction,
  'sections/conferences.schema.json': sectionsConferences,
  'sections/emergency.schema.json': sectionsEmergency,
  'sections/environments.schema.json': sectionsEnvironments,
  'sections/extension_defaults.schema.json': sectionsExtensionDefaults,
  'sections/extensions.schema.json': sectionsExtensions,
  'sections/holidays.schema.json': sectionsHolidays,
  'sections/languages.schema.json': sectionsLanguages,
  'sections/lists.schema.json': sectionsLists,
  'sections/mailboxes.schema.json': sectionsMailboxes,
  'sections/menus.schema.json': sectionsMenus,
  'sections/messages.schema.json': sectionsMessages,
  'sections/notify.schema.json': sectionsNotify,
  'sections/number_files.schema.json': sectionsNumberFiles,
  'sections/numbers.schema.json': sectionsNumbers,
  'sections/overrides.schema.json': sectionsOverrides,
  'sections/ring_groups.schema.json': sectionsRingGroups,
  'sections/routes.schema.json': sectionsRoutes,
  'sections/safe_answer.schema.json': sectionsSafeAnswer,
  'sections/schedules.schema.json': sectionsSchedules,
  'sections/short_numbers.schema.json': sectionsShortNumbers,
  'sections/sip.schema.json': sectionsSip,
  'sections/sync.schema.json': sectionsSync,
  'sections/tests.schema.json': sectionsTests,
  'sections/transfers.schema.json': sectionsTransfers,
  'sections/unmapped.schema.json': sectionsUnmapped,
};
