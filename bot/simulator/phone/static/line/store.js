/** What this browser remembers by itself: carts (a phone's cart never leaves it) and what was read.
 *
 * A browser that forbids storage keeps them until the page is closed.
 */

const memory = new Map();

/** Return what was kept under this name, or the fallback. */
export function recall(name, fallback) {
  try {
    const kept = localStorage.getItem(`phone.${name}`) ?? memory.get(name);
    return kept ? JSON.parse(kept) : fallback;
  } catch {
    return memory.has(name) ? JSON.parse(memory.get(name)) : fallback;
  }
}

export function keep(name, value) {
  const text = JSON.stringify(value);
  memory.set(name, text);
  try {
    localStorage.setItem(`phone.${name}`, text);
  } catch {
    // The copy in memory has to do.
  }
}
