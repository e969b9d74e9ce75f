// Starts the page. It is a file of its own because the Content-Security-Policy allows no inline script;
// the build writes the names of the two files that belong together into the attributes of our script element.
const { module, wasm } = document.getElementById("boot").dataset;
try {
  const { default: start } = await import(new URL(module, document.baseURI));
  await start({ module_or_path: new URL(wasm, document.baseURI) });
} catch (error) {
  // A panic has written its own message there; this is for a browser that cannot load or run the program at all.
  document.getElementById("crash").hidden = false;
  throw error;
}
