// The page's end: asks with a message, is answered with a message.
(() => {
  const pending = new Map();
  let lastId = 0;
  window.addEventListener('message', ({ source, data }) => {
    if (source !== window || data?.to !== 'floor-page') return;
    pending.get(data.id)?.(data.value);
    pending.delete(data.id);
  });
  const provider = Object.freeze({
    request: ({ method }) =>
      new Promise((resolve) => {
        lastId += 1;
        pending.set(lastId, resolve);
        window.postMessage({ to: 'floor-content', id: lastId, method }, '*');
      }),
    on: () => provider,
  });
  const info = Object.freeze({
    uuid: '00000000-0000-4000-8000-000000000000',
    name: 'Floor',
    icon: 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>',
    rdns: 'bench.floor',
  });
  const announce = () =>
    window.dispatchEvent(
      new CustomEvent('eip6963:announceProvider', { detail: Object.freeze({ info, provider }) }),
    );
  window.addEventListener('eip6963:requestProvider', announce);
  announce();
})();
