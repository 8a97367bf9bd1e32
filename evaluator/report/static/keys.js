// Keys only; the pages are complete without this file.
(function () {
  "use strict";
  var stops = ".card, .note, .grid tbody a, .group .members a";

  function focusBeside(step) {
    var all = Array.prototype.slice.call(document.querySelectorAll(stops));
    if (!all.length) return;
    var at = all.indexOf(document.activeElement);
    var next = all[at < 0 && step < 0 ? all.length - 1 : Math.min(Math.max(at + step, 0), all.length - 1)];
    if (next.tabIndex < 0) next.tabIndex = -1;
    next.focus();
    next.scrollIntoView({ block: "center" });
  }

  function follow(key) {
    var link = document.querySelector('[data-key="' + key + '"]');
    if (link) location.href = link.href;
  }

  function showKeys() {
    var list = document.getElementById("keys");
    list.open = !list.open;
    list.querySelector("summary").focus();
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") focusBeside(1);
    else if (event.key === "k") focusBeside(-1);
    else if (event.key === "?") showKeys();
    else if (event.key === "u" || event.key === "[" || event.key === "]") follow(event.key);
    else return;
    event.preventDefault();
  });

  function reveal() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var fold = target && target.closest("details");
    if (fold) fold.open = true;
  }
  window.addEventListener("hashchange", reveal);
  reveal();

  document.querySelectorAll(".display, .scroll, .pair, .witness, pre, table, dd, dt").forEach(function (box) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0; // what scrolls must be reachable by key
  });
  document.documentElement.classList.add("has-keys");
})();
