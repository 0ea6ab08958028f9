// What is opened beside the calendar: htmx fetches it (hx-boost on the grid) and keeps the address true. Here: which entry is
// marked, where the focus goes, Escape, and closing without asking the server.
const panel = () => document.getElementById("panel");
const entryOf = ({ kind, id }) => document.querySelector(`.cal [data-kind="${kind}"][data-id="${id}"]`);

const mark = () => {
  document.querySelectorAll(".cal [data-kind][aria-current]").forEach((entry) => entry.removeAttribute("aria-current"));
  const open = panel();
  if (open) entryOf(open.dataset)?.setAttribute("aria-current", "true");
};

const shut = () => {
  const open = panel();
  const entry = open && entryOf(open.dataset);
  history.replaceState(history.state, "", open.querySelector("[data-close-panel]").href);
  open.remove();
  mark();
  (entry?.querySelector("a") ?? document.getElementById("calendar"))?.focus({ preventScroll: true });
};

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-close-panel]") || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  shut();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || !panel()) return;
  if (document.querySelector("dialog[open], :popover-open") || document.querySelector("[data-carries], .appt.ghost")) return;
  if (event.target.matches?.("input, textarea, select")) return;
  shut();
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "panel-place") return;
  mark();
  document.getElementById("panel-h")?.focus({ preventScroll: true });
});

// A day begins at what happens now, else at what comes first: nobody scrolls past the empty hours of the morning
const bringIntoView = () => {
  const cal = document.getElementById("calendar");
  const first = cal?.querySelector("[aria-current]") ?? cal?.querySelector(".now-time") ?? cal?.querySelector(".appt");
  if (!first || cal.scrollTop) return;
  const top = first.getBoundingClientRect().top - cal.getBoundingClientRect().top;
  if (top > cal.clientHeight * 0.7) cal.scrollTop = top - cal.clientHeight * 0.4;
};
bringIntoView();
