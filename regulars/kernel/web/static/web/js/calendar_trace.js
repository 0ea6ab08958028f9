// While the bar of a move stands, the calendar shows where the entry went and where it was. The bar itself says both.
import { calendar, list, place } from "./calendar_grid.js";

const bar = () => document.querySelector("#toasts [data-moved]");
const entryOf = (name) => {
  const [kind, id] = name.split("-");
  return calendar().querySelector(`.appt[data-kind="${kind}"][data-id="${id}"]`);
};

const laneOf = ({ fromDay: day, fromStaff: staff, fromRoom: room }) =>
  [...calendar().querySelectorAll(`.lane[data-day="${day}"]`)].find(
    (lane) => (lane.dataset.staff && lane.dataset.staff === staff) || (lane.dataset.room && lane.dataset.room === room),
  );

const minute = (clock) => clock.split(":").reduce((hours, minutes) => Number(hours) * 60 + Number(minutes));

const drawFrom = (data) => {
  const lane = laneOf(data);
  if (!lane) return;
  // The hours that are shown follow what is booked: the place it left may lie outside.
  const { firstMinute, lastMinute } = calendar().dataset;
  const from = Math.max(minute(data.fromStart), firstMinute);
  const until = Math.min(minute(data.fromStart) + Number(data.fromMinutes), lastMinute);
  if (until <= from) return;
  const was = document.createElement("li");
  was.className = "appt from";
  was.appendChild(document.createElement("p")).textContent = data.fromWords;
  list(lane).prepend(was);
  place(was, lane, from, until - from);
};

const show = () => {
  if (!calendar()) return;
  const said = bar()?.dataset;
  calendar().querySelectorAll(".appt.from").forEach((one) => one.remove());
  calendar().querySelectorAll(".appt.moved").forEach((one) => one.classList.remove("moved"));
  if (!said) return;
  entryOf(said.moved)?.classList.add("moved");
  if (said.fromDay) drawFrom(said);
};

// Bars come and go by themselves, and the calendar comes anew every few seconds.
new MutationObserver(show).observe(document.getElementById("toasts"), { childList: true });
document.addEventListener("calendar:swapped", show);
show();
