/** Index of the first element that is not less than `value`, in a sorted array. Strings compare by UTF-16 unit. */
export function lowerBound<T extends string | number>(sorted: readonly T[], value: T): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const candidate = sorted[middle];
    if (candidate !== undefined && candidate < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the first element that is greater than `value`, in a sorted array without repeats. */
export function upperBound<T extends string | number>(sorted: readonly T[], value: T): number {
  const index = lowerBound(sorted, value);
  return sorted[index] === value ? index + 1 : index;
}
