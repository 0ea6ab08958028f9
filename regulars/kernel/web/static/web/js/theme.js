// Before the first paint: says that scripts run, and keeps the theme a person chose.
{
  const root = document.documentElement;
  const paper = { light: "#ffffff", dark: "#161d21" };
  const kept = () => {
    try { return localStorage.getItem("theme"); } catch { return null; } // private windows may refuse
  };
  const show = (theme) => {
    if (!(theme in paper)) return;
    root.dataset.theme = theme;
    document.querySelectorAll('meta[name="theme-color"]').forEach((meta) => { meta.content = paper[theme]; });
  };

  root.classList.add("js");
  show(kept());

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-toggle]")) return;
    const now = root.dataset.theme
      ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    const next = now === "dark" ? "light" : "dark";
    try { localStorage.setItem("theme", next); } catch { /* then it lasts for this page */ }
    show(next);
  });
}
