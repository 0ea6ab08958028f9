// Asks the server for the wished place. The answer is a bar among the toasts; a refused wish springs back.
import { clock, laneOf, place, say, told } from "./calendar_grid.js";
import { forget, ghost, lengthOf, lifted, startOf } from "./calendar_ghost.js";
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// Only what differs from where the entry stands; nothing where it stands there already.
const asked = (entry) => {
  const one = ghost();
  const [from, to] = [laneOf(entry).dataset, laneOf(one).dataset];
  const values = { day: to.day, start: clock(startOf(one)), version: entry.dataset.version };
  if (lengthOf(one) !== lengthOf(entry)) values.minutes = lengthOf(one);
  for (const column of ["staff", "room"]) if (to[column] && to[column] !== from[column]) values[column] = to[column];
  return to.day === from.day && startOf(one) === startOf(entry) && Object.keys(values).length === 3 ? null : values;
};

// Back to where it stands, on a way that can be followed with the eyes.
const springBack = async (entry) => {
  const one = ghost();
  if (one && entry?.isConnected && !still()) {
    one.dataset.waits = "";
    const [here, home] = [one.getBoundingClientRect(), entry.getBoundingClientRect()];
    const there = `${home.left - here.left}px ${home.top - here.top}px`;
    await one.animate([{ translate: "0 0" }, { translate: there }], { duration: 220, easing: "ease-out" }).finished;
  }
  forget();
};

export const putBack = () => {
  if (!ghost()) return;
  say(told().putBack);
  springBack(lifted());
};

// The bar of an earlier move has a way back that is none any more.
const clearBars = () => document.querySelectorAll("#toasts [data-moved], #toasts [data-not-moved]").forEach((bar) => bar.remove());

const settle = (entry) => {
  const one = ghost();
  const focused = entry.contains(document.activeElement) && document.activeElement; // what is moved in the page loses it
  place(entry, laneOf(one), startOf(one), lengthOf(one));
  if (focused) focused.focus({ preventScroll: true });
  delete entry.dataset.movable; // until the calendar comes anew, with its new version
  entry.querySelector("time")?.replaceChildren(one.querySelector("span").textContent);
  forget();
};

export const save = async () => {
  const entry = lifted();
  const values = asked(entry);
  if (!values) return putBack();
  const region = document.getElementById("toasts");
  const address = told()[entry.dataset.kind].replace("/0/", `/${entry.dataset.id}/`);
  let status;
  clearBars();
  ghost().dataset.waits = "";
  region.addEventListener("htmx:afterRequest", ({ detail }) => { ({ status } = detail.xhr); }, { once: true });
  await htmx.ajax("POST", address, { source: region, target: region, swap: "beforeend", values }).catch(() => {});
  await (status >= 200 && status < 300 ? settle(entry) : springBack(entry)); // 0: the server was not reached
  document.dispatchEvent(new CustomEvent("calendar:changed"));
};
