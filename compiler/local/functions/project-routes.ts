/** Who may ask for a path: anybody, Twilio alone, nobody (docs/serverless/functions-assets/visibility). */
export type Visibility = 'public' | 'protected' | 'private';

/** One path of a Serverless project. */
export interface Route {
  readonly path: string;
  readonly kind: 'function' | 'asset';
  readonly visibility: Visibility;
}

/** By path, with its leading slash: `/incoming`. */
export type Routes = ReadonlyMap<string, Route>;

const visibilityOf = (file: string): Visibility =>
  file.includes('.protected.') ? 'protected' : file.includes('.private.') ? 'private' : 'public';

/** Functions lose `.js`, both lose the word that says who may ask. */
function routeOf(file: string): Route | undefined {
  const visibility = visibilityOf(file);
  const bare = file.replace(/\.(protected|private)\./, '.');
  const below = bare.replace(/^(functions|assets)\//, '/');
  if (below === bare) return undefined;
  if (bare.startsWith('assets/')) return { path: below, kind: 'asset', visibility };
  return bare.endsWith('.js')
    ? { path: below.slice(0, -'.js'.length), kind: 'function', visibility }
    : undefined;
}

/**
 * What a Serverless project serves, by the names of its files, as the toolkit reads them
 * (docs/serverless/functions-assets/visibility).
 * @param files paths below the project directory, with `/`
 */
export function projectRoutes(files: readonly string[]): Routes {
  const routes = files.flatMap((file) => routeOf(file) ?? []);
  return new Map(routes.map((route) => [route.path, route]));
}
