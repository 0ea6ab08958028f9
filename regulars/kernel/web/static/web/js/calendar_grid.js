// The calendar in lanes and minutes of the wall clock: what lies under a pointer, and how a time is written.
export const STEP = 5;
const DAY = 24 * 60;

export const calendar = () => document.getElementById("calendar");
// Words, addresses and the locale, as the server knows them (desk/moves/_gestures.html).
export const told = () => document.getElementById("gestures").dataset;
export const lanes = () => [...calendar().querySelectorAll(".lane[data-day]")];
export const list = (lane) => lane.querySelector("ol");
export const laneOf = (entry) => entry.closest(".lane");

const first = () => Number(calendar().dataset.firstMinute);
const span = () => Number(calendar().dataset.lastMinute) - first();

export const snap = (minute) => Math.round(minute / STEP) * STEP;
export const minuteAt = (lane, y) => {
  const box = list(lane).getBoundingClientRect();
  return first() + ((y - box.top) / box.height) * span();
};

// The lane below a pointer, or the nearest one beside it.
export const laneAt = (x) => {
  const far = (lane) => {
    const { left, right } = lane.getBoundingClientRect();
    return Math.max(left - x, x - right, 0);
  };
  return lanes().reduce((best, lane) => (far(lane) < far(best) ? lane : best));
};

// Within the hours that the grid shows; what is longer than they are keeps its start.
export const within = (start, minutes) => {
  const last = first() + span();
  return Math.max(first(), Math.min(start, last - Math.min(minutes, span()), DAY - STEP));
};

export const clock = (minute) =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

const written = (minute) =>
  new Intl.DateTimeFormat(told().locale, { hour: "numeric", minute: "2-digit", timeZone: "UTC" }).format(minute * 60000);
export const spanWords = (start, minutes) => `${written(start)}–${written(start + minutes)}`;
export const laneWords = (lane) => lane.querySelector("h2 b")?.textContent.trim() ?? "";

export const place = (element, lane, start, minutes) => {
  element.style.setProperty("--at", start - first());
  element.style.setProperty("--for", minutes);
  if (element.parentElement !== list(lane)) list(lane).append(element);
};

export const say = (words) => { document.getElementById("gestures").textContent = words; };
