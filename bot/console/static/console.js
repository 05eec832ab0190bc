// What pages need beyond htmx: the connection's mark, scrolling, the window's countdown,
// sending with Enter and sending again. No customer text is ever made into HTML here.
"use strict";

(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const desk = $("[data-stream]");
  let reading = false;
  let failed = false;

  // The connection, and where the stream goes on after a break.
  const link = $("#link");
  const show = (state) => {
    link.dataset.state = state;
    $("b", link).textContent = link.dataset[state];
  };
  document.addEventListener("htmx:sseOpen", () => {
    show("live");
    resend();
  });
  document.addEventListener("htmx:sseError", () => show("lost"));
  document.addEventListener("htmx:sseMessage", (event) => {
    if (event.target.hasAttribute("data-reload")) {
      location.reload();
      return;
    }
    const url = new URL(desk.getAttribute("sse-connect"), location.origin);
    if (event.detail.lastEventId && url.searchParams.has("after")) {
      url.searchParams.set("after", event.detail.lastEventId);
      desk.setAttribute("sse-connect", url.pathname + url.search);
    }
    markRead();
    count();
  });

  // The list keeps its place from page to page.
  const talks = $("#talks");
  if (talks) {
    talks.scrollTop = Number(sessionStorage.getItem("talks") || 0);
    addEventListener("pagehide", () => sessionStorage.setItem("talks", talks.scrollTop));
  }

  const messages = $("#messages");
  if (!messages) {
    return;
  }

  // The thread stays at its end unless somebody reads further up.
  const scroll = $("#scroll");
  const toEnd = () => { scroll.scrollTop = scroll.scrollHeight; };
  const isNearEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 160;
  let atEnd = true;
  scroll.addEventListener("scroll", () => { atEnd = isNearEnd(); });
  // A file that comes later makes its message taller.
  const keepsEnd = new ResizeObserver(() => { if (atEnd) toEnd(); });
  [scroll, messages].forEach((one) => keepsEnd.observe(one));
  new MutationObserver((records) => {
    for (const record of records) {
      for (const added of record.addedNodes) {
        // An answer comes back twice: from sending it and from the stream.
        const same = added.id ? messages.querySelectorAll("#" + CSS.escape(added.id)) : [];
        if (same.length > 1) same[same.length - 1].remove();
      }
    }
    if (atEnd) toEnd();
  }).observe(messages, { childList: true });
  toEnd();

  // Somebody looks at it: it is read.
  async function markRead() {
    const state = $("#state");
    if (!state || reading || document.visibilityState !== "visible" || state.dataset.unread === "0") return;
    reading = true;
    try {
      await fetch(state.dataset.read, { method: "POST" });
    } catch {
      // The next message tries again.
    } finally {
      reading = false;
    }
  }
  document.addEventListener("visibilitychange", markRead);
  markRead();

  // The 24-hour window counts down; the server decides.
  function count() {
    const state = $("#state");
    if (!state) return;
    const left = Number(state.dataset.closes || 0) - Date.now();
    const label = $(".left", state);
    if (label && left > 0) {
      const minutes = Math.floor(left / 60000);
      const hours = Math.floor(minutes / 60);
      const rest = hours ? `${hours} h ${String(minutes % 60).padStart(2, "0")} min` : `${minutes} min`;
      label.textContent = label.dataset.template.replace("{left}", rest);
    } else if (label) {
      const closed = document.createElement("p");
      closed.className = "closed";
      closed.textContent = state.dataset.lateWords;
      state.replaceChildren(closed);
    }
    for (const control of document.querySelectorAll("#composer textarea, #composer button")) {
      control.disabled = state.dataset.open === "0" || control.dataset.busy === "1";
    }
  }
  setInterval(count, 15000);
  document.addEventListener("htmx:afterSettle", count);
  document.addEventListener("htmx:oobAfterSwap", count);

  // Enter sends, Shift+Enter begins a new line.
  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "text" || event.key !== "Enter") return;
    if (event.shiftKey || event.isComposing) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id !== "composer" && !(event.detail.elt && event.detail.elt.id === "composer")) return;
    const text = $("#text");
    if (text && !text.disabled) text.focus();
    atEnd = true;
    toEnd();
  });

  // What could not be sent is sent again with the same name, so that it never goes out twice.
  const problem = (words) => {
    const line = $("#problem");
    line.textContent = words;
    line.hidden = !words;
  };
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.addEventListener(name, (event) => {
      if (event.target.id !== "composer") return;
      failed = true;
      problem(event.target.dataset.failed);
    });
  }
  function resend() {
    const form = $("#composer");
    if (!failed || !form || !$("#text").value.trim()) return;
    failed = false;
    form.requestSubmit();
  }

  // On small screens the customer is one tap away.
  const toggle = $("[data-toggle-card]");
  const card = $("#card");
  const shut = (open) => {
    card.classList.toggle("shown", open);
    toggle.setAttribute("aria-expanded", String(open));
  };
  toggle.addEventListener("click", () => shut(!card.classList.contains("shown")));
  // What is inside the card comes anew with every change: the button is looked for when clicked.
  card.addEventListener("click", (event) => {
    if (!event.target.closest("[data-close-card]")) return;
    shut(false);
    toggle.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && card.classList.contains("shown")) {
      shut(false);
      toggle.focus();
    }
  });
})();
