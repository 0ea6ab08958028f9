// One key each: on a line of [data-endings] that has the focus, d, n and l do what its buttons say; arrows go from line
// to line. After one has ended and the list was drawn anew, the focus is on the line that took its place.
const lines = () => [...document.querySelectorAll("[data-endings] > [data-ending]")];
const lineOf = (node) => node.closest?.("[data-ending]");
let place = -1;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  const line = lineOf(event.target);
  if (!line) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const goal = step
    ? lines()[lines().indexOf(line) + step]?.querySelector("a")
    : line.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!goal) return;
  event.preventDefault();
  if (step) goal.focus();
  else goal.click();
});

document.addEventListener("htmx:beforeRequest", (event) => { place = lines().indexOf(lineOf(event.target)); });
document.addEventListener("htmx:afterSettle", () => {
  if (place < 0 || document.activeElement !== document.body) return;
  const left = lines();
  (left[Math.min(place, left.length - 1)]?.querySelector("a") ?? document.querySelector("#main h1"))?.focus();
  place = -1;
});
