// Templates and explain pages are imported as text; the build and the tests load them the same way.
declare module '*.hbs' {
  const text: string;
  export default text;
}
declare module '*.md' {
  const text: string;
  export default text;
}
