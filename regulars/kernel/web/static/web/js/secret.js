// A secret that is shown once: [data-copy="id"] copies the field; [data-forget="address"] makes a reload ask for that
// address, instead of sending the form again. A form marked data-once is sent once, however often its button is pressed.
const card = document.querySelector("[data-forget]");
if (card) history.replaceState(null, "", card.dataset.forget);

const copy = async (field) => {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch { // a page that came over plain http has no clipboard
    field.focus();
    field.select();
    return document.execCommand("copy");
  }
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button || !(await copy(document.getElementById(button.dataset.copy)))) return;
  const [before, after] = button.children;
  before.hidden = true;
  after.hidden = false;
  const said = document.getElementById(`${button.dataset.copy}-copied`);
  said.textContent = said.dataset.said;
});

document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-forget] textarea")) event.target.select();
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-once]")) return;
  event.target.querySelector("button").disabled = true;
});
