(function () {
  "use strict";
  var root = document.documentElement;
  var button = document.getElementById("theme");
  var dark = matchMedia("(prefers-color-scheme: dark)");
  button.hidden = false;
  button.addEventListener("click", function () {
    var now = root.dataset.theme || (dark.matches ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
  });

  // Titles inside drawings show late and never by touch: show them at once instead.
  var tip = document.createElement("div");
  tip.className = "tip";
  tip.setAttribute("role", "status");
  document.body.appendChild(tip);
  document.querySelectorAll("svg title").forEach(function (title) {
    var mark = title.parentNode;
    mark.dataset.tip = title.textContent;
    if (!mark.hasAttribute("aria-label")) {
      mark.setAttribute("aria-label", title.textContent);
    }
    title.remove();
  });
  function place(event) {
    var mark = event.target.closest ? event.target.closest("[data-tip]") : null;
    if (!mark) {
      tip.style.display = "none";
      return;
    }
    tip.textContent = mark.dataset.tip;
    tip.style.display = "block";
    var x = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8);
    var y = event.clientY + 18;
    if (y + tip.offsetHeight > innerHeight - 8) {
      y = event.clientY - tip.offsetHeight - 12;
    }
    tip.style.left = Math.max(8, x) + "px";
    tip.style.top = Math.max(8, y) + "px";
  }
  document.addEventListener("pointermove", place);
  document.addEventListener("pointerdown", place);
  document.addEventListener("scroll", function () { tip.style.display = "none"; }, { passive: true });

  var links = {};
  document.querySelectorAll("nav li a").forEach(function (link) { links[link.hash.slice(1)] = link; });
  var seen = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      if (entry.isIntersecting && links[entry.target.id]) {
        Object.keys(links).forEach(function (id) { links[id].removeAttribute("aria-current"); });
        links[entry.target.id].setAttribute("aria-current", "true");
      }
    });
  }, { rootMargin: "-10% 0px -80% 0px" });
  document.querySelectorAll("header.hero, section").forEach(function (part) { seen.observe(part); });

  addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (part) { part.open = true; });
  });
})();
