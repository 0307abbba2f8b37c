/* Shorter ways by keyboard, and the look at once. Every page works without this file. */
(() => {
  "use strict";
  const entries = [...document.querySelectorAll("[data-entry]")];
  const dialog = document.getElementById("keys");
  let here = -1;

  const follow = (selector) => {
    const link = document.querySelector(selector);
    if (link) link.click();
  };

  const step = (by) => {
    if (!entries.length) {
      follow(by > 0 ? ".steps .older" : ".steps .newer");
      return;
    }
    if (here >= 0) entries[here].classList.remove("here");
    here = Math.min(entries.length - 1, Math.max(0, here + by));
    entries[here].classList.add("here");
    const link = entries[here].querySelector("h2 a, h3 a, a.kind");
    link.focus({ preventScroll: true });
    entries[here].scrollIntoView({ block: "nearest" });
  };

  const keys = {
    "/": () => document.getElementById(document.getElementById("q") ? "q" : "finder").focus(),
    j: () => step(1),
    k: () => step(-1),
    n: () => follow('.pager a[rel="next"]'),
    p: () => follow('.pager a[rel="prev"]'),
    h: () => { location.href = "/"; },
    c: () => follow("[data-claims]"),
    "?": () => dialog.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, dialog") && event.key !== "Escape") return;
    if (event.key === "Escape" && event.target.matches("input")) event.target.blur();
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });

  const themes = document.querySelector("[data-themes]");
  themes.elements.back.value = location.pathname + location.search;
  themes.addEventListener("submit", (event) => {
    const value = event.submitter ? event.submitter.value : "";
    const body = new URLSearchParams({ theme: value, back: "/" });
    event.preventDefault();
    fetch("/theme", { method: "POST", body, redirect: "manual" });
    if (value) document.documentElement.dataset.theme = value;
    else delete document.documentElement.dataset.theme;
    themes.querySelectorAll("button").forEach((button) => {
      button.setAttribute("aria-pressed", String(button.value === value));
    });
  });
})();
