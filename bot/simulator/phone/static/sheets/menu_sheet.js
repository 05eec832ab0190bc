/** The chat's menu. */

import { h, icon } from "../page/dom.js";
import * as rest from "../line/rest.js";

/** Open the sheet. */
export function openMenuSheet(chat) {
  const { person } = chat;
  const [name, title, small, next] = person.opted_out
    ? ["horn", "Permitir ofertas y anuncios", "Ahora la tienda no puede enviarlos", "resume"]
    : ["mute", "Detener ofertas y anuncios", "La tienda ya no podrá enviar publicidad", "stop"];
  const change = async () => {
    close();
    await chat.attempt(async () => {
      Object.assign(person, await rest.marketing(person.id, next));
      chat.toast(
        next === "stop" ? "Ofertas y anuncios detenidos" : "Ofertas y anuncios permitidos",
      );
    });
  };
  const ad = () => {
    close();
    chat.comeFromAd();
  };
  const close = chat.sheets.open("Opciones", [
    row("store", "Ver catálogo", "", () => (close(), chat.openCatalog())),
    row("cart", "Ver carrito", "", () => (close(), chat.openCart())),
    row("horn", "Llegar desde un anuncio", "Como quien tocó el anuncio de un producto", ad),
    row(name, title, small, change),
  ]);
}

function row(name, title, small, onclick) {
  const words = h("span", {}, title, small && h("small", {}, small));
  return h("button", { type: "button", class: "row", onclick }, icon(name), words);
}
