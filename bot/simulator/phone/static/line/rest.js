/** What the simulator answers. Every call rejects with a `RestError` when it does not. */

/** status 0: nobody answered. */
export class RestError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

const PATIENCE = 15_000;

export const overview = () => call("GET", "/phone/overview");
export const catalog = async () => (await call("GET", "/shopper/catalog")).items;
export const newPerson = (person) => call("POST", "/shopper/people", person);
export const chat = (id) => call("GET", `${own(id)}/chat`);
export const events = (id, after) => new EventSource(`${own(id)}/events?after=${after}`);
export const marketing = (id, value) => call("POST", `${own(id)}/marketing`, { value });

/** Do something in a person's chat: text, tap, cart, reaction, file, location. */
export const act = (id, name, body) => call("POST", `${own(id)}/${name}`, body);

export const advance = (milliseconds) =>
  call("POST", "/simulator/clock", { advance_ms: Math.round(milliseconds) });
export const faults = () => call("GET", "/simulator/faults");
export const forceError = (error) => call("POST", "/simulator/faults/errors", error);
export const clearFaults = () => call("DELETE", "/simulator/faults");

/** Change some of the plan of what goes wrong; the rest stays. */
export async function changePlan(changes) {
  const { plan } = await faults();
  return call("PUT", "/simulator/faults", { ...plan, ...changes });
}

function own(id) {
  return `/shopper/people/${encodeURIComponent(id)}`;
}

async function call(method, path, body) {
  const request = { method, signal: AbortSignal.timeout(PATIENCE) };
  if (body !== undefined) {
    request.headers = { "Content-Type": "application/json" };
    request.body = JSON.stringify(body);
  }
  const response = await reached(fetch(path, request));
  if (!response.ok) throw new RestError(response.status, await response.text());
  return reached(response.json());
}

async function reached(work) {
  try {
    return await work;
  } catch (error) {
    throw new RestError(0, `El simulador no responde (${error.name})`);
  }
}
