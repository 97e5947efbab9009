/**
 * The whole script of the sandboxed document: makes a worker out of its own source and hands it the page's message port.
 * From then on the document only lends the worker its policy; removing it ends the worker, whatever the worker does.
 */
declare const WORKER_SOURCE: string;

let begun = false;

addEventListener('message', (event: MessageEvent) => {
  const port = event.ports[0];
  if (begun || event.source !== parent || port === undefined) return;
  begun = true;
  const address = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: 'text/javascript' }));
  const worker = new Worker(address);
  worker.postMessage(null, [port]);
});
