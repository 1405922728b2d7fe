/** A page of `dialplan explain`, taken apart. */
export interface ExplainPage {
  /** The first line: code and slug. */
  readonly title: string;
  readonly why: string;
  /** The reason why there is no example to run; only for codes that no YAML can cause. */
  readonly notRunnable: string | undefined;
  /** The files of the example that fails, and of the mended one, by name. */
  readonly fails: Readonly<Record<string, string>>;
  readonly mended: Readonly<Record<string, string>>;
}

/**
 * Reads a page: `# CODE slug`, a reason, `## Fails` and `## Mended` with fenced blocks. A block is `yaml` or `csv`, then perhaps `file=NAME`,
 * `escaped` (it holds escapes such as `\u0007`), `repeat=N` (it stands N times). A page without examples says `Not runnable: why`.
 */
export function readExplainPage(markdown: string): ExplainPage {
  const [head = '', ...sections] = markdown.split(/^## /m);
  const [title = '', ...rest] = head.split('\n');
  const sectionOf = (name: string) => sections.find((section) => section.startsWith(`${name}\n`)) ?? '';
  return {
    title: title.replace(/^# /, ''),
    why: rest.join('\n').trim(),
    notRunnable: /^Not runnable: (.+)$/m.exec(markdown)?.[1],
    fails: filesOf(sectionOf('Fails')),
    mended: filesOf(sectionOf('Mended')),
  };
}

function filesOf(section: string): Readonly<Record<string, string>> {
  const blocks = [...section.matchAll(/^```(yaml|csv)([^\n]*)\n([\s\S]*?)^```$/gm)];
  return Object.fromEntries(
    blocks.map(([, kind = '', info = '', text = '']) => {
      const file = /\bfile=(\S+)/.exec(info)?.[1] ?? (kind === 'csv' ? 'numbers.csv' : 'example.yaml');
      const count = Number(/\brepeat=(\d+)/.exec(info)?.[1] ?? 1);
      const plain = /\bescaped\b/.test(info) ? unescaped(text) : text;
      return [file, plain.repeat(count)];
    }),
  );
}

function unescaped(text: string): string {
  return text.replace(/\\u([0-9a-f]{4})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
