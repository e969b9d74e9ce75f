// A hook of trunk, run after each build of the page. While it serves, trunk adds an inline script that reloads the
// page after a change; the page's Content-Security-Policy forbids inline scripts. Moving the script into a file of its
// own keeps the policy the same while developing and in production. A build for publishing has no such script.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const dist = process.env.TRUNK_STAGING_DIR;
const page = join(dist, "index.html");
const html = await readFile(page, "utf8");
const inline = /<script>([\s\S]*?)<\/script>/;
const [, script] = html.match(inline) ?? [];

if (script?.includes("__TRUNK_ADDRESS__")) {
  // In the page itself trunk fills in these two while serving; in a file it does not.
  const reload = script.replace("'{{__TRUNK_ADDRESS__}}'", "location.host").replace("{{__TRUNK_WS_BASE__}}", "/");
  await writeFile(join(dist, "reload.js"), reload);
  await writeFile(page, html.replace(inline, '<script src="reload.js"></script>'));
}
