/** A new customer with a phone of their own. */

import { h } from "../page/dom.js";
import * as rest from "../line/rest.js";

/** Open the form; the new chat opens when it is filled in. */
export function openNewPerson(phone) {
  const name = h("input", {
    class: "field",
    required: true,
    maxlength: "60",
    autocomplete: "off",
    autofocus: true,
    value: "",
  });
  const visible = radio("number", "Con número de teléfono", true);
  const hidden = radio("hidden", "Solo con nombre de usuario (oculta su número)", false);
  const error = h("p", { class: "error", role: "alert" });
  const form = h(
    "form",
    { class: "form", id: "new-person" },
    h("label", { class: "label" }, "Nombre", name),
    h(
      "div",
      { class: "form-choices", role: "group", "aria-label": "Cómo la ve la tienda" },
      visible.row,
      hidden.row,
    ),
    error,
  );
  const submit = h(
    "button",
    { type: "submit", class: "primary", form: "new-person" },
    "Abrir chat",
  );
  const close = phone.sheets.open("Nuevo cliente", [form], [submit]);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const given = name.value.trim();
    if (!given) return;
    submit.disabled = true;
    try {
      const person = await rest.newPerson(asked(given, hidden.input.checked));
      close();
      await phone.reload();
      phone.enterChat(person.id);
    } catch (failure) {
      error.textContent = `No se pudo crear: ${failure.message}`;
      submit.disabled = false;
    }
  });
}

function asked(name, hidden) {
  if (!hidden) return { name };
  return { name, hidden: true, username: userName(name) };
}

/** A user name out of a name: letters, digits, dots. */
function userName(name) {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return (
    plain
      .replace(/[^a-z0-9]+/gu, ".")
      .replace(/^\.+|\.+$/gu, "")
      .slice(0, 30) || "cliente"
  );
}

function radio(value, words, checked) {
  const input = h("input", { type: "radio", name: "identity", value, checked });
  return { input, row: h("label", { class: "choice" }, input, words) };
}
