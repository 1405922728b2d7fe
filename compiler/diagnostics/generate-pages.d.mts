/** The text of the table of explain pages. */
export function generatePages(): string;
