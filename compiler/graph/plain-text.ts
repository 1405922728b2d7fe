// Control characters, halves of pairs, characters that are none, and what turns the direction of writing around: no
// picture may hold them, and XML must not.
const HARMFUL = /[\p{Cc}\p{Cs}\p{Cn}\p{Co}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A text of the plan as a picture may show it: in one line, what is harmful as a sign. */
export const plainText = (text: string): string =>
  text.replace(/\s+/g, ' ').trim().replace(HARMFUL, '\ufffd');
