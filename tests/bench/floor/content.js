// Between the page and the worker. Opens a port at the first question, and again after the worker's death.
(() => {
  const unanswered = new Map();
  let port = null;
  const open = () => {
    port = chrome.runtime.connect({ name: 'page' });
    port.onMessage.addListener((message) => {
      unanswered.delete(message.id);
      window.postMessage({ to: 'floor-page', ...message }, '*');
    });
    port.onDisconnect.addListener(() => {
      port = null;
      if (unanswered.size === 0) return;
      open();
      for (const message of unanswered.values()) port.postMessage(message);
    });
  };
  window.addEventListener('message', ({ source, data }) => {
    if (source !== window || data?.to !== 'floor-content') return;
    const message = { id: data.id, method: data.method };
    unanswered.set(message.id, message);
    if (port === null) open();
    port.postMessage(message);
  });
})();
