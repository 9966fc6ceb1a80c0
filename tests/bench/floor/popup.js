// Shows what the worker answers.
const port = chrome.runtime.connect({ name: 'popup' });
port.onMessage.addListener(({ value }) => {
  document.querySelector('#answer').textContent = value.join(', ');
});
port.postMessage({ id: 1, method: 'eth_accounts' });
