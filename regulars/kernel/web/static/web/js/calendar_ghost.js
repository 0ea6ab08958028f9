// The wish: a ghost of an entry at the place where it would go. There is one at most, and it is all that is remembered.
import { laneOf, laneWords, place, say, snap, spanWords, STEP, told, within } from "./calendar_grid.js";

export const ghost = () => document.querySelector(".appt.ghost");
export const lifted = () => document.querySelector(".appt[data-lifted]");
export const startOf = (entry) => Number(entry.dataset.start);
export const lengthOf = (entry) => Number(entry.dataset.minutes);

// Shows where it would go: in which lane, from which minute, for how long.
export const wish = (lane, start, minutes) => {
  const one = ghost();
  const length = Math.max(STEP, minutes);
  const begin = within(start, length);
  one.dataset.start = begin;
  one.dataset.minutes = length;
  one.querySelector("span").textContent = spanWords(begin, length);
  place(one, lane, begin, length);
};

// The calendar does not come anew below what is carried (poll.js).
const made = (name) => {
  document.body.classList.add("dragging");
  const one = document.createElement("li");
  one.className = "appt ghost";
  one.setAttribute("aria-hidden", "true");
  const words = one.appendChild(document.createElement("p"));
  words.append(document.createElement("b"), document.createElement("span"));
  words.firstChild.textContent = name;
  return one;
};

// Takes an entry up; its own place stays to be seen.
export const lift = (entry) => {
  entry.dataset.lifted = "";
  laneOf(entry).querySelector("ol").append(made(entry.querySelector("b").textContent.trim()));
  wish(laneOf(entry), startOf(entry), lengthOf(entry));
};

// A ghost of something that is not there yet.
export const draw = (lane, start, minutes) => {
  lane.querySelector("ol").append(made(told().newName));
  wish(lane, snap(start), minutes);
};

export const forget = () => {
  ghost()?.remove();
  lifted()?.removeAttribute("data-lifted");
  document.body.classList.remove("dragging");
};

export const tell = (sentence = "") => {
  const one = ghost();
  const lane = laneWords(laneOf(one));
  say([sentence, spanWords(startOf(one), lengthOf(one)), lane].filter(Boolean).join(" "));
};

