// The line of the present moment walks by itself: what the server answers stays the same meanwhile.
const walk = () => {
  const cal = document.getElementById("calendar");
  const line = cal?.querySelectorAll(".now, .now-time");
  if (!line?.length) return;
  const clock = { timeZone: cal.dataset.zone, hour: "2-digit", minute: "2-digit" };
  const [hour, minute] = new Intl.DateTimeFormat("en-GB", clock).format(new Date()).split(":").map(Number);
  line.forEach((part) => part.style.setProperty("--at", hour * 60 + minute - cal.dataset.firstMinute));
  const time = cal.querySelector(".now-time time");
  const halves = /[ap]\.?\s?m/i.test(time.textContent); // as the server writes it
  const words = new Intl.DateTimeFormat(document.documentElement.lang, { ...clock, hour12: halves }).format(new Date());
  if (time.textContent !== words) time.textContent = words;
};

setInterval(walk, 20_000);
