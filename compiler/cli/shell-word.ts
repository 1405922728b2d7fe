/** A word as it is typed into a POSIX shell: in quotes where it has more than letters, digits and a few harmless signs. */
export const quoted = (word: string): string =>
  /^[\w./@%+=:,][\w./@%+=:,-]*$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
