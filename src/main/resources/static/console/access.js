// What GraphiQL's own markup leaves out for people who hear a page, or use it without a mouse.

const editors = [
  [".graphiql-query-editor", "Operation"],
  [".graphiql-editor-tool .graphiql-editor:nth-of-type(1)", "Variables"],
  [".graphiql-editor-tool .graphiql-editor:nth-of-type(2)", "Headers"],
  [".result-window", "Answer"],
];

/** Sets an attribute where it is not as it should be, so that a change is not followed by another one. */
function set(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function mend(root) {
  for (const [selector, label] of editors) {
    root.querySelectorAll(`${selector} textarea`).forEach((area) => {
      set(area, "aria-label", label);
      set(area, "aria-description", "Tab writes; Escape, then Tab, leads on.");
    });
    // what scrolls is reached by the keyboard, too
    root.querySelectorAll(`${selector} .CodeMirror-scroll`).forEach((pane) => {
      set(pane, "tabindex", "0");
      set(pane, "role", "group");
      set(pane, "aria-label", `${label}, scrolled`);
    });
  }
  // a tab holds two buttons, so it is none by itself
  root.querySelectorAll(".graphiql-tabs").forEach((tabs) => set(tabs, "role", "group"));
  root.querySelectorAll(".graphiql-tab").forEach((tab) => {
    set(tab, "role", "presentation");
    tab.removeAttribute("aria-selected");
    const isOpen = tab.classList.contains("graphiql-tab-active");
    tab.querySelectorAll(".graphiql-tab-button").forEach((button) => set(button, "aria-current", String(isOpen)));
  });
  root.querySelectorAll(".graphiql-history-item-label").forEach((button) => set(button, "aria-label", `Open ${button.textContent}`));
  // what is hidden behind an open menu is not reached by the keyboard either
  root.querySelectorAll('[data-aria-hidden="true"]').forEach((pane) => set(pane, "inert", ""));
  root.querySelectorAll("[inert]:not([data-aria-hidden])").forEach((pane) => pane.removeAttribute("inert"));
}

/** An editor takes Tab for itself; after Escape the next one leads on, as everywhere else. */
function leadOut(root) {
  let isLeaving = false;
  root.addEventListener("keydown", (event) => {
    if (event.key === "Tab" && isLeaving && event.target.closest(".CodeMirror")) event.stopPropagation();
    if (event.key !== "Shift") isLeaving = event.key === "Escape";
  }, { capture: true });
}

/** Completions are drawn outside of everything else. */
function nameCompletions() {
  document.querySelectorAll(".CodeMirror-hints").forEach((hints) => set(hints, "aria-label", "Completions"));
}

/** Keeps what GraphiQL draws below an element in order. */
export function accessible(root) {
  const changes = { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-selected", "class", "data-aria-hidden"] };
  new MutationObserver(() => mend(root)).observe(root, changes);
  new MutationObserver(nameCompletions).observe(document.body, { childList: true });
  leadOut(root);
  mend(root);
}
