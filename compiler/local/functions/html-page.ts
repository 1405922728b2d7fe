const escapes: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text as it may stand in HTML, between tags and in an attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');

/**
 * A page of the front door, in the one manner of them all.
 * @param content HTML, in which what others wrote is escaped already
 */
export const htmlPage = (title: string, content: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}pre{background:#f4f4f4;padding:1rem;overflow:auto}label{display:block;margin:.5rem 0}input{font:inherit;width:20rem;max-width:100%;display:block}button{font:inherit;margin:.5rem .5rem 0 0}</style>
${content}
</html>
`;
