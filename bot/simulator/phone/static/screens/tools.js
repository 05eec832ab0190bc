/** The operator's controls: the clock of the 24-hour window, slow or failing deliveries. */

import { h } from "../page/dom.js";
import { duration } from "../page/format.js";
import * as rest from "../line/rest.js";

const HOUR = 3_600_000;
const DELAYS = [
  ["0", "Ninguno"],
  ["2000", "2 segundos"],
  ["10000", "10 segundos"],
];
/** A passing trouble at Meta, to be tried again; and a message that cannot be delivered. */
const PASSING = { code: 131000, edge: "messages", times: 1 };
const FINAL = { failed_code: 131026, failed_times: 1 };

export class Tools {
  constructor(phone) {
    this.phone = phone;
    this.line = h("small");
    this.window = h("small");
    this.delay = h(
      "select",
      {
        "aria-label": "Retraso de los avisos",
        onchange: () => this.setPlan({ delay_ms: Number(this.delay.value) }),
      },
      DELAYS.map(([value, words]) => h("option", { value }, words)),
    );
    this.twice = toggle("Avisos repetidos", (on) => this.setPlan({ duplicate: on ? 1 : 0 }));
    this.reads = toggle("Los clientes leen al instante", (on) => this.setPlan({ read: on }));
    this.element = h("div", { class: "tools" }, this.rows());
    this.readPlan();
  }

  rows() {
    const jump = (words, hours) => chip(words, () => this.jump(hours * HOUR));
    return [
      tool("Conexión con el bot", this.line),
      tool(
        "Ventana de 24 horas",
        this.window,
        h(
          "div",
          { class: "chips" },
          jump("+1 h", 1),
          jump("+25 h", 25),
          chip("Hora real", () => this.realTime()),
        ),
      ),
      tool("Retraso de los avisos", h("small", {}, "Cada webhook espera este tiempo"), this.delay),
      tool(
        "Fallar el siguiente envío del bot",
        h("small", {}, "Pasajero se reintenta; definitivo no llega"),
        h(
          "div",
          { class: "chips" },
          chip("Pasajero", () => this.fail(PASSING)),
          chip("Definitivo", () => this.failFinally()),
        ),
      ),
      tool(
        "Avisos repetidos",
        h("small", {}, "Meta puede entregar dos veces lo mismo"),
        this.twice,
      ),
      tool(
        "Los clientes leen al instante",
        h("small", {}, "Palomitas azules en lo que envía el bot"),
        this.reads,
      ),
    ];
  }

  refresh() {
    const { webhook, people, now } = this.phone.overview;
    const person = people.find((one) => one.id === this.phone.person?.id);
    this.line.textContent = this.health(webhook);
    this.window.textContent = person ? windowWords(person, now) : "Abre un chat para verla";
  }

  health({ url, delivered, refused }) {
    const before = this.counts ?? { delivered, refused };
    const silent = refused > before.refused && delivered === before.delivered;
    const spoke = delivered > before.delivered;
    if (spoke || silent) this.silent = silent;
    this.counts = { delivered, refused };
    if (this.silent || (!delivered && refused))
      return `No responde en ${url}. ¿Está en marcha el servicio?`;
    return delivered ? `Recibe avisos en ${url}` : `Los avisos irán a ${url}`;
  }

  jump(milliseconds) {
    return this.attempt(async () => {
      await rest.advance(milliseconds);
      await this.phone.reload();
    });
  }

  realTime() {
    return this.jump(Date.now() - this.phone.now());
  }

  fail(error) {
    return this.attempt(async () => {
      await rest.forceError(error);
      this.phone.toast("El siguiente envío del bot fallará una vez");
    });
  }

  failFinally() {
    return this.attempt(async () => {
      await rest.changePlan(FINAL);
      this.phone.toast("El siguiente mensaje del bot no llegará");
    });
  }

  setPlan(changes) {
    return this.attempt(() => rest.changePlan(changes));
  }

  readPlan() {
    return this.attempt(async () => {
      const { plan } = await rest.faults();
      this.delay.value = String(plan.delay_ms);
      this.twice.checked = plan.duplicate > 0;
      this.reads.checked = plan.read;
    });
  }

  attempt(work) {
    return this.phone.attempt(work);
  }
}

function windowWords({ window_until: until }, now) {
  if (until === null) return "Cerrada: este cliente aún no escribe";
  if (until <= now) return "Cerrada: solo se admiten plantillas";
  return `Abierta, se cierra en ${duration(until - now)}`;
}

function tool(title, small, control = null) {
  return h("div", { class: "tool" }, h("div", {}, title, small), control);
}

function chip(words, onclick) {
  return h("button", { type: "button", class: "chip", onclick }, words);
}

function toggle(label, act) {
  const box = h("input", {
    type: "checkbox",
    class: "switch",
    role: "switch",
    "aria-label": label,
  });
  box.addEventListener("change", () => act(box.checked));
  return box;
}
