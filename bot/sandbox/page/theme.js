// Runs before the first paint, so that a chosen theme does not flash the other one.
(() => {
  const KEY = "sandbox-theme";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage switched off: the theme then lasts as long as the page
    }
  };
  const show = (theme) => {
    root.dataset.theme = theme;
  };
  show(chosen() ?? (system.matches ? "dark" : "light"));
  system.addEventListener("change", () => {
    if (!chosen()) show(system.matches ? "dark" : "light");
  });
  window.toggleTheme = () => {
    show(root.dataset.theme === "dark" ? "light" : "dark");
    try {
      localStorage.setItem(KEY, root.dataset.theme);
    } catch {
      // as above
    }
    return root.dataset.theme;
  };
})();
