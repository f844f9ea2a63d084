// Drives headless Chromium as a person would: `node browser.mjs '{"url": …, "steps": […]}'`.
// Prints a JSON list with what each step that asks found.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const task = JSON.parse(process.argv[2]);
const require = createRequire(`${task.modules}/`);
const puppeteer = require("puppeteer-core");

const browser = await puppeteer.launch({
  executablePath: task.chromium,
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--allow-file-access-from-files"],
});
try {
  const page = await browser.newPage();
  const wanted = [];
  page.on("request", (request) => request.url().startsWith("data:") || wanted.push(request.url()));
  await page.setViewport({ width: task.width, height: task.height });
  await page.setJavaScriptEnabled(task.script);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: task.scheme }]);
  if (task.print) await page.emulateMediaType("print");
  await page.goto(task.url);
  const said = [];
  for (const [kind, value] of task.steps) {
    if (kind === "type") await page.keyboard.type(value);
    else if (kind === "press") await page.keyboard.press(value);
    else if (kind === "open") {
      await page.evaluate(`addEventListener("click", (event) => {
        globalThis.opened = event.target.closest("a")?.href;
        event.preventDefault();
      })`);
      await page.keyboard.press(value);
      said.push(await page.evaluate("globalThis.opened ?? ''"));
    }
    else if (kind === "mhtml") {
      const session = await page.createCDPSession();
      const saved = await session.send("Page.captureSnapshot", { format: "mhtml" });
      writeFileSync(value, saved.data);
    }
    else if (kind === "picture") await page.screenshot({ path: value, fullPage: true });
    else if (kind === "wanted") said.push(wanted);
    else if (kind === "eval") said.push(await page.evaluate(value));
    else if (kind === "axe") {
      // A script of the page's own is all that its policy lets run: axe comes through the debugger.
      await page.evaluate(readFileSync(require.resolve("@daisy/axe-core-for-ace/axe.min.js"), "utf8"));
      const found = await page.evaluate(`axe.run(document, {resultTypes: ["violations"]})`);
      said.push(found.violations.map((each) => `${each.id}: ${each.nodes[0].html}`));
    } else throw new Error(`no step ${kind}`);
  }
  console.log(JSON.stringify(said));
} finally {
  await browser.close();
}
