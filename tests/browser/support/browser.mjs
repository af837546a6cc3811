// Debian's Chromium, driven by Playwright: desktop and phone, with and without JavaScript.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { project } from "./site.mjs";

export const artefacts = process.env.PLACET_ARTEFACTS ?? path.join(project, "build/browser");
mkdirSync(artefacts, { recursive: true });

export const screens = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};

export async function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
}

// A window of its own. What the page asks of other hosts, or writes to the console as an error, is a fault.
export async function window(chrome, { screen = "desktop", javaScript = true, locale = "en-GB", ...more } = {}) {
  const context = await chrome.newContext({ ...screens[screen], javaScriptEnabled: javaScript, locale, ...more });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && faults.push(`console: ${message.text()}`));
  page.on("request", (request) => {
    const { hostname } = new URL(request.url());
    if (request.url().startsWith("http") && hostname !== "127.0.0.1") faults.push(`asked ${request.url()}`);
  });
  return { page, context, faults };
}

export async function picture(page, name) {
  await page.screenshot({ path: path.join(artefacts, `${name}.png`), fullPage: true });
}
