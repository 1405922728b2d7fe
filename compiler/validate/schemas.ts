import common from '../../schema/common.schema.json' with { type: 'json' };
import root from '../../schema/dialplan.schema.json' with { type: 'json' };
import client from '../../schema/nodes/client.schema.json' with { type: 'json' };
import menu from '../../schema/nodes/menu.schema.json' with { type: 'json' };
import number from '../../schema/nodes/number.schema.json' with { type: 'json' };
import play from '../../schema/nodes/play.schema.json' with { type: 'json' };
import reject from '../../schema/nodes/reject.schema.json' with { type: 'json' };
import say from '../../schema/nodes/say.schema.json' with { type: 'json' };
import sip from '../../schema/nodes/sip.schema.json' with { type: 'json' };
import classesOfRestriction from '../../schema/sections/classes_of_restriction.schema.json' with {
  type: 'json',
};
import emergency from '../../schema/sections/emergency.schema.json' with { type: 'json' };
import environments from '../../schema/sections/environments.schema.json' with { type: 'json' };
import extensionDefaults from '../../schema/sections/extension_defaults.schema.json' with { type: 'json' };
import extensions from '../../schema/sections/extensions.schema.json' with { type: 'json' };
import holidays from '../../schema/sections/holidays.schema.json' with { type: 'json' };
import languages from '../../schema/sections/languages.schema.json' with { type: 'json' };
import lists from '../../schema/sections/lists.schema.json' with { type: 'json' };
import mailboxes from '../../schema/sections/mailboxes.schema.json' with { type: 'json' };
import menus from '../../schema/sections/menus.schema.json' with { type: 'json' };
import messages from '../../schema/sections/messages.schema.json' with { type: 'json' };
import notify from '../../schema/sections/notify.schema.json' with { type: 'json' };
import numberFiles from '../../schema/sections/number_files.schema.json' with { type: 'json' };
import numbers from '../../schema/sections/numbers.schema.json' with { type: 'json' };
import overrides from '../../schema/sections/overrides.schema.json' with { type: 'json' };
import ringGroups from '../../schema/sections/ring_groups.schema.json' with { type: 'json' };
import routes from '../../schema/sections/routes.schema.json' with { type: 'json' };
import safeAnswer from '../../schema/sections/safe_answer.schema.json' with { type: 'json' };
import schedules from '../../schema/sections/schedules.schema.json' with { type: 'json' };
import shortNumbers from '../../schema/sections/short_numbers.schema.json' with { type: 'json' };
import sipSettings from '../../schema/sections/sip.schema.json' with { type: 'json' };
import sync from '../../schema/sections/sync.schema.json' with { type: 'json' };
import transfers from '../../schema/sections/transfers.schema.json' with { type: 'json' };
import unmapped from '../../schema/sections/unmapped.schema.json' with { type: 'json' };

/** The root of the schema: its properties are the sections that are built. */
export const ROOT = root;

/** Every schema file by its path below `schema/`; references between them are relative to that. */
export const SCHEMAS: Readonly<Record<string, object>> = {
  'dialplan.schema.json': root,
  'common.schema.json': common,
  'nodes/say.schema.json': say,
  'nodes/play.schema.json': play,
  'nodes/number.schema.json': number,
  'nodes/sip.schema.json': sip,
  'nodes/client.schema.json': client,
  'nodes/reject.schema.json': reject,
  'nodes/menu.schema.json': menu,
  'sections/languages.schema.json': languages,
  'sections/sync.schema.json': sync,
  'sections/sip.schema.json': sipSettings,
  'sections/environments.schema.json': environments,
  'sections/unmapped.schema.json': unmapped,
  'sections/safe_answer.schema.json': safeAnswer,
  'sections/numbers.schema.json': numbers,
  'sections/number_files.schema.json': numberFiles,
  'sections/short_numbers.schema.json': shortNumbers,
  'sections/schedules.schema.json': schedules,
  'sections/holidays.schema.json': holidays,
  'sections/lists.schema.json': lists,
  'sections/overrides.schema.json': overrides,
  'sections/routes.schema.json': routes,
  'sections/extension_defaults.schema.json': extensionDefaults,
  'sections/extensions.schema.json': extensions,
  'sections/ring_groups.schema.json': ringGroups,
  'sections/menus.schema.json': menus,
  'sections/mailboxes.schema.json': mailboxes,
  'sections/notify.schema.json': notify,
  'sections/messages.schema.json': messages,
  'sections/classes_of_restriction.schema.json': classesOfRestriction,
  'sections/emergency.schema.json': emergency,
  'sections/transfers.schema.json': transfers,
};

/** The keys that an entry of a table may have, by name of the section. */
export function entryKeys(table: string): ReadonlySet<string> {
  const { additionalProperties: entry } = Object(SCHEMAS[`sections/${table}.schema.json`]);
  const shapes: readonly unknown[] = [entry, ...(Object(entry).oneOf ?? [])];
  return new Set(shapes.flatMap((shape) => Object.keys(Object(Object(shape).properties))));
}
