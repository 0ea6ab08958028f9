// One key for what is done all day: n new, t today, arrows the next day and the day before, ? what keys there are.
// "/" is the search's (focus_search.js). Nothing happens while somebody types, or while a dialog is open.
const at = (selector) => () => document.querySelector(selector);
const ways = {
  n: at(".tools [data-new]"),
  t: at(".tools [data-today]"),
  "?": at("[data-dialog=keys]"),
  ArrowLeft: at(".tools [rel=prev]"),
  ArrowRight: at(".tools [rel=next]"),
};

const types = (target) => target.isContentEditable || target.matches?.("input, textarea, select");
// Arrow keys belong to what is in focus: a menu, an appointment, the grid that scrolls.
const elsewhere = (event) => event.key.startsWith("Arrow") && event.target !== document.body;

document.addEventListener("keydown", (event) => {
  const way = ways[event.key];
  if (!way || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (types(event.target) || elsewhere(event) || document.querySelector("dialog:modal, .appt[data-lifted]")) return;
  const link = way();
  if (!link) return;
  event.preventDefault();
  link.click();
});
