(() => {
"use strict";
const at = (id) => document.getElementById(id), pos = at("pos"), keys = at("keys");
const all = Array.from(document.querySelectorAll("main .n"));
let here = null;
const isShown = (it) => {
for (let up = it; up; up = up.parentElement) if (getComputedStyle(up).display === "none") return false;
return true;
};
const say = (list) => { const i = list.indexOf(here); pos.textContent = (i < 0 ? "–" : i + 1) + "/" + list.length; };
const show = () => {
for (let up = here.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
here.scrollIntoView({ block: here.offsetHeight > innerHeight / 2 ? "start" : "center" });
};
const go = (step) => {
const list = all.filter(isShown);
if (list.length === 0) return;
let i = list.indexOf(here);
if (i >= 0) i = Math.min(Math.max(i + step, 0), list.length - 1);
else {
const place = (it) => (it.closest("details:not([open])") || it).getBoundingClientRect().top;
const below = list.findIndex((it) => place(it) > 120);
const next = below < 0 ? list.length - 1 : below;
i = step > 0 ? next : Math.max(below < 0 ? list.length - 1 : below - 1, 0);
}
if (here) here.classList.remove("here");
here = list[i];
here.classList.add("here");
here.tabIndex = -1;
show();
here.focus({ preventScroll: true });
say(list);
};
at("next").addEventListener("click", () => go(1));
at("prev").addEventListener("click", () => go(-1));
document.addEventListener("change", (event) => {
say(all.filter(isShown));
if (event.target.name === "view" && here && isShown(here)) show();
});
document.addEventListener("keydown", (event) => {
const it = event.target, typing = it.isContentEditable || /^(TEXTAREA|SELECT)$/.test(it.tagName)
|| (it.tagName === "INPUT" && !/^(radio|checkbox)$/.test(it.type));
if (!keys.checked || typing || event.isComposing || event.keyCode === 229) return;
if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
const step = { n: 1, j: 1, p: -1, k: -1 }[event.key.toLowerCase()];
if (step) { event.preventDefault(); go(step); }
});
document.documentElement.classList.add("js");
say(all.filter(isShown));
})();
