import { createRoot } from 'react-dom/client';
import { connectToWorker } from '../adapters/browser/messenger';
import { showOnSurface } from '../ui/appearance';
import '../ui/ui.css';
import './dashboard.css';
import { Dashboard } from './dashboard';

showOnSurface('dashboard');
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root to show the dashboard in');
createRoot(root).render(<Dashboard worker={connectToWorker()} />);
