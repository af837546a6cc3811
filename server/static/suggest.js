// The search box as a combobox (ARIA 1.2, "list autocomplete with manual selection"). Without this script the
// box is a plain form that leads to /search; nothing here is needed.
"use strict";
(() => {
  const input = document.getElementById("site-search");
  const form = input && input.form;
  const source = form && form.dataset.suggest;
  if (!source || !window.fetch || !window.AbortController) return;
  const lang = document.documentElement.lang;
  const pause = 120; // milliseconds without a key before anybody is asked
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let offered = [], chosen = -1, timer = 0, asking = null;

  list.id = "site-suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.offered);
  list.hidden = true;
  status.className = "unseen";
  status.setAttribute("role", "status");
  form.append(list, status);
  input.setAttribute("role", "combobox");
  input.setAttribute("autocomplete", "off");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (index) => {
    const items = list.children;
    if (chosen >= 0 && items[chosen]) items[chosen].setAttribute("aria-selected", "false");
    chosen = index;
    if (chosen < 0) return input.removeAttribute("aria-activedescendant");
    items[chosen].setAttribute("aria-selected", "true");
    items[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", items[chosen].id);
  };

  // Only addresses of this site are gone to, with the days and the language of this page.
  const go = (index) => {
    const to = new URL(offered[index].address, location.href);
    const target = new URL(to.pathname + to.search, location.origin);
    for (const field of form.querySelectorAll("input[type=hidden]")) {
      if (!target.searchParams.has(field.name)) target.searchParams.set(field.name, field.value);
    }
    location.assign(target.pathname + target.search);
  };

  const show = (texts, kinds, addresses) => {
    offered = texts.map((text, k) => ({ text, kind: kinds[k] || "", address: addresses[k] || "" }));
    list.replaceChildren(...offered.map((each, k) => {
      const item = document.createElement("li");
      const about = document.createElement("span");
      item.id = `${list.id}-${k}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      about.textContent = each.kind;
      item.append(each.text, " ", about);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); go(k); });
      return item;
    }));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = offered.length === 0;
    input.setAttribute("aria-expanded", String(offered.length > 0));
    status.textContent = offered.length ? form.dataset.count.replace("{n}", String(offered.length)) : "";
  };

  const ask = async () => {
    const typed = input.value.trim();
    if (asking) asking.abort();
    if (!typed) return close();
    asking = new AbortController();
    try {
      const answer = await fetch(`${source}?lang=${encodeURIComponent(lang)}&q=${encodeURIComponent(typed)}`,
        { signal: asking.signal, credentials: "same-origin" });
      if (!answer.ok) return close();
      const [, texts, kinds, addresses] = await answer.json();
      if (document.activeElement === input && input.value.trim() === typed) show(texts, kinds, addresses);
    } catch (error) {
      if (error.name !== "AbortError") close(); // the form works all the same
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, pause);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !list.hidden, last = offered.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return void ask();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // Past either end is the box itself.
      const next = chosen < 0 ? (step > 0 ? 0 : last) : chosen + step;
      choose(next < 0 || next > last ? -1 : next);
    } else if (event.key === "Escape") {
      if (!open) return;
      event.preventDefault(); // the first Escape closes the list, the next empties the box
      close();
    } else if (event.key === "Enter" && open && chosen >= 0) {
      event.preventDefault();
      go(chosen);
    } else if (event.key === "Tab") {
      close();
    }
  });
  input.addEventListener("blur", () => { clearTimeout(timer); close(); });
})();
