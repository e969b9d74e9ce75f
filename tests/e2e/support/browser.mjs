// Chromium, as the machine has it, and visits that watch what the page does behind the user's back.
import { chromium } from "playwright-core";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the browser that scripts/test-journeys.sh found. */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "chromium", args: ARGUMENTS });
}

/**
 * Opens a fresh profile. `options` are those of Playwright's browser.newContext; the default is an English reader
 * with a light desktop.
 */
export async function visit(browser, server, options = {}) {
  const context = await browser.newContext({
    locale: "en-GB",
    colorScheme: "light",
    viewport: { width: 1280, height: 800 },
    permissions: ["clipboard-read", "clipboard-write"],
    ...options,
  });
  context.setDefaultTimeout(10_000);
  const trouble = watch(context, server);
  const page = await context.newPage();
  return { context, page, trouble };
}

/**
 * Notes everything that must never happen on our page: a request to another origin, an uncaught exception, an error in
 * the console (a violation of the Content-Security-Policy is one), a dialog that the page did not announce.
 */
function watch(context, server) {
  const trouble = [];
  const { origin } = new URL(server.url);
  context.on("request", (request) => {
    const url = new URL(request.url());
    const local = url.origin === origin || ["blob:", "data:"].includes(url.protocol);
    if (!local) trouble.push(`request to another origin: ${request.url()}`);
  });
  context.on("weberror", (event) => trouble.push(`uncaught: ${event.error().message}`));
  context.on("console", (message) => {
    if (message.type() === "error") trouble.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("dialog", (dialog) => {
    // Leaving with unsaved work may ask; any other dialog would be script that came with the text.
    if (dialog.type() !== "beforeunload") trouble.push(`dialog: ${dialog.message()}`);
    dialog.accept();
  });
  return trouble;
}
