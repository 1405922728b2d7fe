import type { Entry } from './entries.ts';
import type { Flow } from './flow.ts';
import { mermaid } from './mermaid.ts';
import { pathOf, type Visited } from './path.ts';
import { plainText } from './plain-text.ts';
import { svg } from './svg.ts';

/** One entry of a plan and what can be reached from it; with the turns of a call, where that call went. */
export interface Picture {
  readonly entry: Entry;
  readonly flow: Flow;
  readonly visited?: readonly Visited[];
}

/** A picture as text that GitHub draws, as a drawing, or as data. */
export type PictureFormat = 'mermaid' | 'svg' | 'json';

/** One picture in a file of its own. */
export function pictureText(picture: Picture, format: PictureFormat): string {
  const { flow, entry, visited } = picture;
  switch (format) {
    case 'mermaid':
      return mermaid(flow, visited);
    case 'svg':
      return svg(flow, { id: entry.name, ...(visited === undefined ? {} : { visited }) });
    case 'json':
      return `${JSON.stringify(pictureData(picture), null, 2)}\n`;
  }
}

/** A picture as data: boxes and arrows; `steps` of an arrow, where a call took it. */
export function pictureData({ entry, flow, visited }: Picture): object {
  const { name, ways } = entry;
  const head = { name, title: flow.title, ways };
  if (visited === undefined) return { ...head, boxes: flow.boxes, arrows: flow.arrows };
  const { boxes, steps } = pathOf(flow, visited);
  return {
    ...head,
    boxes: flow.boxes.map((box) => ({ ...box, visited: boxes.has(box.id) })),
    arrows: flow.arrows.map((arrow) => ({ ...arrow, steps: steps.get(arrow) ?? [] })),
  };
}

/** Text in which Markdown finds nothing of its own. */
const unmarked = (text: string): string => plainText(text).replace(/[\\`*_[\]<>|~&#]/g, '\\$&');

/** Some pictures of one plan as a Markdown page: a heading and a diagram each. */
export function picturePage(plan: string, pictures: readonly Picture[]): string {
  const parts = pictures.map(
    ({ flow, visited }) => `## ${unmarked(flow.title)}\n\n\`\`\`mermaid\n${mermaid(flow, visited)}\`\`\`\n`,
  );
  return `# ${unmarked(plan)}\n\n${parts.join('\n')}`;
}
