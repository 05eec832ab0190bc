/** One person's chat as it happens: read once, followed by stream, read again after every break.
 *
 * Events: "reset" (everything anew), "entry" ({entry, replaces}), "status" ({wamid}),
 * "reaction" ({wamid}), "typing", "pending" ({pending}), "connection", "restarted" (all is gone).
 */

import * as rest from "./rest.js";

const PAUSES = [400, 800, 1_500, 3_000, 5_000];

export class Feed extends EventTarget {
  constructor(personId) {
    super();
    this.personId = personId;
    this.entries = new Map();
    this.pending = [];
    this.reactions = new Map();
    this.connection = "loading";
    this.typing = false;
    this.failures = 0;
    this.sends = 0;
    this.seen = 0;
    this.queue = Promise.resolve();
  }

  /** Begin; and begin again after a break. */
  async open() {
    this.closed = false;
    try {
      const { seq, messages } = await rest.chat(this.personId);
      if (this.closed) return;
      if (seq < this.seen) this.tell("restarted");
      this.seen = seq;
      this.replace(messages);
      this.follow(seq);
    } catch (error) {
      if (error.status === 404) this.become("gone");
      else this.reopen();
    }
  }

  close() {
    this.closed = true;
    clearTimeout(this.retry);
    clearTimeout(this.typingEnd);
    this.source?.close();
  }

  /** Try again now: the page was woken up or the network came back. */
  wake() {
    if (this.connection !== "lost") return;
    clearTimeout(this.retry);
    this.open();
  }

  /** Nobody answered elsewhere: the stream may be dead without knowing. */
  suspect() {
    if (this.connection !== "open") return;
    this.source.close();
    this.reopen();
  }

  /** Do something and show it at once; what cannot be sent stays there and can be sent again. */
  send(name, body, preview) {
    const pending = { name, body, preview, state: "sending", key: `pending-${++this.sends}` };
    this.pending.push(pending);
    this.tell("pending", { pending });
    this.enqueue(pending);
  }

  resend(pending) {
    pending.state = "sending";
    this.tell("pending", { pending });
    this.enqueue(pending);
  }

  drop(pending) {
    this.pending = this.pending.filter((one) => one !== pending);
    this.tell("entry", { entry: null, replaces: pending.key });
  }

  /** One after the other: messages arrive in the order they were written. */
  enqueue(pending) {
    this.queue = this.queue.then(() => this.deliver(pending));
  }

  async deliver(pending) {
    try {
      this.take(await rest.act(this.personId, pending.name, pending.body), pending);
    } catch (error) {
      if (!this.pending.includes(pending)) return;
      if (error.status === 0) this.suspect();
      pending.state = "failed";
      pending.why = error.message;
      this.tell("pending", { pending });
    }
  }

  follow(seq) {
    const source = rest.events(this.personId, seq);
    this.source = source;
    const on = (name, act) =>
      source.addEventListener(name, (event) => {
        this.seen = Number(event.lastEventId) || this.seen;
        act(JSON.parse(event.data));
      });
    on("message", (entry) => this.take(entry));
    on("status", (change) => this.move(change));
    on("typing", ({ seconds }) => this.showTyping(seconds));
    source.onopen = () => this.become("open");
    source.onerror = () => {
      source.close();
      this.reopen();
    };
  }

  reopen() {
    if (this.closed) return;
    this.become("lost");
    const pause = PAUSES[Math.min(this.failures++, PAUSES.length - 1)];
    this.retry = setTimeout(() => this.open(), pause);
  }

  /** Take in an entry from either side; one that is known already only moves its status. */
  take(entry, pending = null) {
    const known = this.entries.get(entry.wamid);
    if (known) {
      if (pending) this.drop(pending);
      return;
    }
    this.entries.set(entry.wamid, entry);
    if (entry.type === "reaction") this.react(entry);
    const replaced = entry.by === "person" ? this.adopted(pending, entry) : null;
    if (entry.by === "shop") this.showTyping(0);
    this.tell("entry", { entry, replaces: replaced?.key ?? null });
  }

  /** The stream may bring our own message before its answer does. */
  adopted(pending, entry) {
    const found =
      pending ?? this.pending.find((one) => one.state === "sending" && same(one, entry));
    this.pending = this.pending.filter((one) => one !== found);
    return found;
  }

  move({ wamid, status, error }) {
    const entry = this.entries.get(wamid);
    if (!entry) return;
    Object.assign(entry, { status, error });
    this.tell("status", { wamid });
  }

  react(entry) {
    const { message_id: target, emoji } = entry.payload.reaction;
    const faces = this.reactions.get(target) ?? {};
    this.reactions.set(target, { ...faces, [entry.by]: emoji ?? "" });
    this.tell("reaction", { wamid: target });
  }

  replace(messages) {
    this.entries.clear();
    this.reactions.clear();
    for (const entry of messages) this.entries.set(entry.wamid, entry);
    for (const entry of messages) if (entry.type === "reaction") this.react(entry);
    this.tell("reset");
  }

  showTyping(seconds) {
    clearTimeout(this.typingEnd);
    this.typing = seconds > 0;
    if (this.typing) this.typingEnd = setTimeout(() => this.showTyping(0), seconds * 1000);
    this.tell("typing");
  }

  become(connection) {
    if (connection === "open") this.failures = 0;
    this.connection = connection;
    this.tell("connection");
  }

  tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** Whether an entry is what a pending send became. */
function same(pending, entry) {
  return pending.preview.type === entry.type && (pending.preview.shown ?? "") === entry.shown;
}
