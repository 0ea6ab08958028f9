// An entry is carried to another place, or pulled by its lower edge: at once with a mouse, after a hold with a finger.
import { laneAt, laneOf, minuteAt, snap } from "./calendar_grid.js";
import { ghost, lengthOf, lift, startOf, wish } from "./calendar_ghost.js";
import { putBack, save } from "./calendar_save.js";
import { scrollAlong } from "./calendar_scroll.js";

const HOLD = 350; // milliseconds until a finger means to carry and not to scroll
const SLACK = 5; // pixels that a click may slip, and a resting finger
let held; // from the press to the release: the entry, the pointer, and by which minute it was taken

const follow = () => {
  const { entry, pulls, grip, x, y } = held;
  if (pulls) return wish(laneOf(entry), startOf(entry), snap(minuteAt(laneOf(entry), y)) - startOf(entry));
  const lane = laneAt(x);
  return wish(lane, snap(minuteAt(lane, y) - grip), lengthOf(entry));
};

const carry = () => {
  if (ghost()) return;
  held.carries = true;
  document.documentElement.dataset.carries = held.pulls ? "edge" : "entry";
  lift(held.entry);
  scrollAlong(() => (held?.carries ? held : null), follow);
};

const release = () => {
  clearTimeout(held?.waiting);
  held = undefined;
  delete document.documentElement.dataset.carries;
};

document.addEventListener("pointerdown", (event) => {
  const entry = event.target.closest?.("#calendar .appt[data-movable]");
  if (!entry || event.button || !event.isPrimary || ghost()) return;
  const pulls = event.target === entry; // the edge is drawn by the entry itself, below its link
  const grip = minuteAt(laneOf(entry), event.clientY) - startOf(entry);
  held = { entry, pulls, grip, id: event.pointerId, x: event.clientX, y: event.clientY, touch: event.pointerType === "touch" };
  held.from = { x: held.x, y: held.y };
  if (held.touch && !pulls) held.waiting = setTimeout(carry, HOLD);
});

document.addEventListener("pointermove", (event) => {
  if (event.pointerId !== held?.id) return;
  [held.x, held.y] = [event.clientX, event.clientY];
  if (held.carries) return follow();
  if (Math.hypot(held.x - held.from.x, held.y - held.from.y) < SLACK) return;
  if (held.touch && !held.pulls) return release(); // it scrolls
  carry();
});

const drop = (does) => (event) => {
  if (event.type !== "keydown" && event.pointerId !== held?.id) return;
  const carries = held?.carries;
  release();
  if (carries) does();
};

document.addEventListener("pointerup", drop(save));
document.addEventListener("pointercancel", drop(putBack));
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && held) drop(putBack)(event); });
