/** Times, days and prices as a shopper reads them. */

const TIME = new Intl.DateTimeFormat("es", { hour: "2-digit", minute: "2-digit" });
const WEEKDAY = new Intl.DateTimeFormat("es", { weekday: "long" });
const DATE = new Intl.DateTimeFormat("es", { day: "numeric", month: "long", year: "numeric" });
const DAY = 86_400_000;

/** 14:05 */
export function clockTime(at) {
  return TIME.format(at);
}

/** Hoy, ayer, lunes, 3 de marzo de 2026. */
export function dayName(at, now) {
  const days = Math.round((midnight(now) - midnight(at)) / DAY);
  if (days === 0) return "Hoy";
  if (days === 1) return "Ayer";
  return days > 1 && days < 7 ? WEEKDAY.format(at) : DATE.format(at);
}

/** Whether two moments lie on one local day. */
export function sameDay(a, b) {
  return midnight(a) === midnight(b);
}

/** 23 h 59 min */
export function duration(milliseconds) {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours ? `${hours} h` : "", rest || !hours ? `${rest} min` : ""].filter(Boolean).join(" ");
}

/** Integer minor units of a decimal text such as "1199.00"; 0 when it is none. */
export function minorUnits(amount, currency) {
  const digits = exponent(currency);
  const [whole = "0", part = ""] = String(amount ?? "").split(".");
  const units = Number.parseInt(whole + part.padEnd(digits, "0").slice(0, digits), 10);
  return Number.isSafeInteger(units) ? units : 0;
}

/** $1,199.00 */
export function price(units, currency) {
  return formatter(currency).format(units / 10 ** exponent(currency));
}

/** "1 artículo", "3 artículos". */
export function counted(count, one, many) {
  return `${count} ${count === 1 ? one : many}`;
}

const formatters = new Map();

function formatter(currency) {
  const code = /^[A-Z]{3}$/u.test(currency ?? "") ? currency : "XXX";
  if (!formatters.has(code)) {
    const style = { style: "currency", currency: code };
    formatters.set(code, new Intl.NumberFormat("es-MX", style));
  }
  return formatters.get(code);
}

function exponent(currency) {
  return formatter(currency).resolvedOptions().maximumFractionDigits;
}

function midnight(at) {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
}
