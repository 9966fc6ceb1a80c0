import { createRoot } from 'react-dom/client';
import { allowSites, askCurrentSite } from '../adapters/browser/current-site';
import { connectToWorker } from '../adapters/browser/messenger';
import { showOnSurface } from '../ui/appearance';
import '../ui/ui.css';
import { requestOf } from './place';
import './popup.css';
import { Root } from './root';

showOnSurface(requestOf(window.location.hash) === null ? 'toolbar' : 'window');

const root = document.getElementById('root');
if (root === null) throw new Error('index.html holds no element with the id "root"');
createRoot(root).render(
  <Root worker={connectToWorker()} sites={{ askCurrent: askCurrentSite, allow: allowSites }} />,
);
