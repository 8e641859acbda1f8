import { mount } from "svelte";
import "./app.css";
import App from "./App.svelte";
import { theCase } from "./case.svelte";
import { host } from "./core/host";
import { failure } from "./core/words";

// Recorded for the window tests, which read it back: a violation is a bug.
addEventListener("securitypolicyviolation", (event) => {
  const seen = document.documentElement.dataset;
  seen["csp"] = `${seen["csp"] ?? ""}${event.violatedDirective} ${event.blockedURI}; `;
});

// Whatever fails, the window stays and says so.
const unforeseen = (thrown: unknown) => (theCase.failure = `Something here failed: ${failure(thrown)}`);
addEventListener("error", (event) => unforeseen(event.error ?? event.message));
addEventListener("unhandledrejection", (event) => unforeseen(event.reason));

const target = document.getElementById("app");
if (!target) throw new Error("#app is missing");
mount(App, { target });
requestAnimationFrame(() => requestAnimationFrame(() => void host.ready().catch(() => {})));
