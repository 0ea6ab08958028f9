// The time that is wished for in the new appointment, drawn on the day itself; red where something is in its way.
// The server writes it beside the form as a wall-clock stamp (data-wish), so no zone is needed here.
const NAME = "new-appointment-wish";
const minuteOf = (stamp) => Number(stamp.slice(11, 13)) * 60 + Number(stamp.slice(14, 16));

const drawn = (why, first) => {
  const { wish, wishUntil } = why.dataset;
  const box = document.createElement("li");
  const from = minuteOf(wish);
  const until = wishUntil.slice(0, 10) === wish.slice(0, 10) ? minuteOf(wishUntil) : 24 * 60;
  box.id = NAME;
  box.className = "appt wish";
  box.ariaHidden = "true";
  box.toggleAttribute("data-clash", why.matches(".bad"));
  box.style.setProperty("--at", from - first);
  box.style.setProperty("--for", until - from);
  const words = document.createElement("p");
  const who = document.querySelector("dialog.docked .picked b")?.textContent ?? "";
  words.textContent = `${wish.slice(11, 16)}–${wishUntil.slice(11, 16)} ${who}`;
  box.append(words);
  return box;
};

const draw = () => {
  document.getElementById(NAME)?.remove();
  const calendar = document.getElementById("calendar");
  const why = document.querySelector("main.diary > dialog.docked #why[data-wish]");
  if (!calendar || !why) return;
  const { wish, wishStaff } = why.dataset;
  const lane = calendar.querySelector(`.lane[data-staff="${wishStaff}"][data-day="${wish.slice(0, 10)}"] > ol`);
  lane?.append(drawn(why, Number(calendar.dataset.firstMinute)));
};

document.addEventListener("htmx:afterSettle", draw);
document.addEventListener("docked:closed", () => document.getElementById(NAME)?.remove());
