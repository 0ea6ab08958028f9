// The same by keyboard. Arrow keys lift the chosen appointment: the one in focus, else the one whose panel is open.
// What is lifted stays a wish until Enter saves it. Escape puts it back, and so does leaving it.
import { laneOf, lanes, STEP, told } from "./calendar_grid.js";
import { ghost, lengthOf, lift, lifted, startOf, tell, wish } from "./calendar_ghost.js";
import { putBack, save } from "./calendar_save.js";

const HOUR = 60;
const by = { ArrowUp: -STEP, ArrowDown: STEP, PageUp: -HOUR, PageDown: HOUR };
const beside = { ArrowLeft: -1, ArrowRight: 1 };

const chosen = (target) => {
  const focused = target.closest?.("#calendar .appt");
  if (focused) return focused.matches("[data-movable]") && focused;
  return target === document.body && document.querySelector("#calendar .appt[data-movable][aria-current]");
};

const neighbour = (lane, way) => {
  const all = lanes();
  const rightwards = document.documentElement.dir === "rtl" ? -way : way;
  return all[all.indexOf(lane) + rightwards] ?? lane;
};

const take = (entry) => {
  lift(entry);
  entry.querySelector("a").focus();
  tell(told().lifted);
};

const shift = ({ key, shiftKey }) => {
  const one = ghost();
  const [lane, start, minutes] = [laneOf(one), startOf(one), lengthOf(one)];
  if (key in beside) wish(neighbour(lane, beside[key]), start, minutes);
  else if (shiftKey) wish(lane, start, minutes + by[key]);
  else wish(lane, start + by[key], minutes);
  one.scrollIntoView({ block: "nearest", inline: "nearest" });
  tell();
};

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  const entry = lifted() ?? chosen(target);
  if (!entry || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog:modal")) return;
  const moves = key in by || (key in beside && !event.shiftKey);
  const does = lifted() ? { Enter: save, Escape: putBack }[key] : { " ": () => take(entry), m: () => take(entry) }[key];
  if (!moves && !does) return;
  if (ghost()?.dataset.waits !== undefined || "carries" in document.documentElement.dataset) return;
  event.preventDefault();
  event.stopPropagation();
  if (does) return does();
  if (!lifted()) take(entry);
  shift(event);
});

document.addEventListener("focusout", ({ target }) => {
  const one = ghost();
  if (!one || one.dataset.waits !== undefined || "carries" in document.documentElement.dataset) return;
  if (lifted()?.contains(target)) putBack();
});
